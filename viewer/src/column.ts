import type { Column } from "./data";

/** The value of frame `frame`, from 0; undefined when the attribute is missing. */
export function at<T>(column: Column<T> | undefined, frame: number): T | undefined {
  if (!column) return undefined;
  return "all" in column ? column.all : column.each[frame];
}
