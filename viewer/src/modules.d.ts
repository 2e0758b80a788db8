/** The text of a worker's script (build.mjs). */
declare module "worker:*" {
  const text: string;
  export default text;
}
