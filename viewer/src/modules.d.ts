/** The text of a worker's script (build.mjs). */
declare module "worker:*" {
  const text: string;
  export default text;
}

/** A style as text (build.mjs). */
declare module "style:*" {
  const text: string;
  export default text;
}
/** Hands modules of the page over to the script on demand (build.mjs). */
declare module "shared:modules";
