/** A sector that cannot be read makes a drive try for long; after this the rest goes on. */
const PATIENCE_MS = 60_000;

/** Loads one classic script and takes its element away again; false when there is no such file. */
export function loadScript(url: string, charset: string): Promise<boolean> {
  return new Promise((settle) => {
    const script = document.createElement("script");
    const done = (found: boolean) => {
      clearTimeout(timer);
      script.remove();
      settle(found);
    };
    const timer = setTimeout(done, PATIENCE_MS, false);
    script.charset = charset;
    script.onload = () => done(true);
    script.onerror = () => done(false);
    script.src = url;
    document.head.append(script);
  });
}

/** "viewer/c0000012". */
export function fileName(kind: "c" | "j", number: number): string {
  return `viewer/${kind}${String(number).padStart(7, "0")}`;
}
