import { blobOf } from "./render";

/** Hands a picture to the browser as a file to save; nothing leaves the computer. */
export async function savePng(picture: HTMLCanvasElement, name: string): Promise<boolean> {
  const blob = await blobOf(picture);
  if (!blob) return false;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${fileName(name)}.png`;
  link.click();
  // The browser reads the file after the click; nothing tells when it is done.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}

/** A name that every file system takes. */
export function fileName(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "image";
}
