/** Specific Character Set (PS3.3 C.12.1.1.2) to what the browser calls it (WHATWG Encoding). */
const ENCODINGS: { [term: string]: string } = {
  "ISO_IR 100": "iso-8859-1",
  "ISO_IR 101": "iso-8859-2",
  "ISO_IR 109": "iso-8859-3",
  "ISO_IR 110": "iso-8859-4",
  "ISO_IR 144": "iso-8859-5",
  "ISO_IR 127": "iso-8859-6",
  "ISO_IR 126": "iso-8859-7",
  "ISO_IR 138": "iso-8859-8",
  "ISO_IR 148": "iso-8859-9",
  "ISO_IR 203": "iso-8859-15",
  "ISO_IR 13": "shift_jis",
  "ISO_IR 166": "windows-874",
  "ISO_IR 192": "utf-8",
  GB18030: "gb18030",
  GBK: "gbk",
  "ISO 2022 IR 58": "gbk",
  "ISO 2022 IR 87": "iso-2022-jp",
  "ISO 2022 IR 13": "iso-2022-jp",
  "ISO 2022 IR 159": "iso-2022-jp",
  "ISO 2022 IR 149": "euc-kr",
};

/** The text of bytes; escape sequences are left out where the encoding needs none. */
export function textOf(bytes: Uint8Array, characterSet: string): string {
  const terms = characterSet.split("\\").map((term) => term.trim());
  const term = terms.find((term) => ENCODINGS[term] && term !== "ISO_IR 6") ?? "";
  const named = ENCODINGS[term] ?? ENCODINGS[term.replace("ISO 2022 IR", "ISO_IR")] ?? "windows-1252";
  const decoded = new TextDecoder(named).decode(bytes);
  return decoded.replace(/\x1b[$()-][@-Z()]?[0-9A-Z]?/g, "").replace(/[\0 ]+$/, "").replace(/^ +/, "");
}
