import type { DocumentLine } from "../data";

/** A line with those below it. */
export interface Branch {
  line: DocumentLine;
  branches: Branch[];
}

/** A document's lines as the tree that their levels tell; a jump in level counts as one step. */
export function tree(lines: DocumentLine[]): Branch[] {
  const top: Branch[] = [];
  const open: { level: number; branches: Branch[] }[] = [{ level: -1, branches: top }];
  for (const line of lines) {
    while (open.length > 1 && open[open.length - 1]!.level >= line.level) open.pop();
    const branch: Branch = { line, branches: [] };
    open[open.length - 1]!.branches.push(branch);
    open.push({ level: line.level, branches: branch.branches });
  }
  return top;
}
