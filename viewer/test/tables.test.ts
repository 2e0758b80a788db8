import assert from "node:assert/strict";
import test from "node:test";
import { ACTIONS, TOOLBAR, TOOLS } from "../src/tables";
import { MENUS } from "../src/ui/menus";
import { en } from "../src/words/en";
import { zh } from "../src/words/zh";

test("every key means one thing", () => {
  const keys = [...TOOLS.flatMap(({ key }) => key ?? []), ...ACTIONS.flatMap(({ keys }) => keys ?? [])];
  const twice = keys.filter((key, place) => keys.indexOf(key) !== place);
  assert.deepEqual(twice, []);
  assert.ok(
    keys.every((key) => !/^[1-9]$/.test(key)),
    "1 to 9 are windows",
  );
});

test("the toolbar names tools, actions and menus that there are", () => {
  const names = [...TOOLS, ...ACTIONS].map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const entry of TOOLBAR.flat()) {
    const known = typeof entry === "string" ? names.includes(entry) : MENUS.some(({ name }) => name === entry.menu);
    assert.ok(known, JSON.stringify(entry));
  }
});

test("no word is empty, and a word's blanks are the same in both languages", () => {
  const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    assert.ok(en[key].trim() && zh[key].trim(), key);
    assert.deepEqual(blanks(en[key]), blanks(zh[key]), key);
  }
});
