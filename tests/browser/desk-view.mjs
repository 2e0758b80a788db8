// Studies in the browser, by the button of the card or by the link that it leads to: what every
// frame is there, what strangers and auditors get of it, what the trail says.
// desk-view.mjs ENGINE LINK PATIENT-ID [PATH]; LINK sets up, or is the desk's address.

import assert from "node:assert/strict";
import { noErrors, PASSWORD, until } from "./desk.mjs";
import { launch } from "./engine.mjs";
import { everyFrame } from "./page.mjs";

const [engine, link, id, path] = process.argv.slice(2);
const base = new URL(link).origin;
const isFirst = new URL(link).pathname === "/setup";

/** Fills the form of a page that asks for name and password, and sends it. */
function fill(name, password) {
  document.querySelector("#name").value = name;
  document.querySelector("#password").value = password;
  document.querySelector("#password").form.requestSubmit();
}

/** The answer of the desk to a call, asked by its page. */
async function ask(method, path, body) {
  const csrf = JSON.parse(document.body.getAttribute("hx-headers"))["x-csrf"];
  const headers = { "x-csrf": csrf, "content-type": "application/json" };
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  return answer.json();
}

/** The status of an address for somebody with this cookie, and where it leads. */
async function met(address, cookie) {
  const answer = await fetch(address, { headers: cookie ? { cookie } : {}, redirect: "manual" });
  return [answer.status, answer.headers.get("location") ?? ""];
}

/** Signs in without a browser; the cookie. */
async function cookieOf(name) {
  const body = new URLSearchParams({ name, password: PASSWORD });
  const answer = await fetch(`${base}/login`, { method: "POST", body, redirect: "manual" });
  return answer.headers.getSetCookie()[0].split(";")[0];
}

const browser = await launch(engine);
try {
  await browser.open(isFirst ? link : `${base}/login`);
  await browser.evaluate(fill, "chief", PASSWORD);
  await until(browser, "the desk", () => document.querySelector("#q") && Boolean(window.htmx));
  if (isFirst) {
    const auditor = { name: "watch", role: "auditor", password: PASSWORD };
    assert.equal((await browser.evaluate(ask, "POST", "/api/v1/users", auditor)).role, "auditor");
  }
  if (path) {
    await browser.open(base + path);
  } else {
    await browser.open(`${base}/?q=${encodeURIComponent(id)}`);
    await until(browser, "the card", () => Boolean(document.querySelector("#look")));
    await browser.evaluate(() => {
      for (const study of document.querySelectorAll(".study input")) study.checked = true;
      const button = document.querySelector("#look");
      button.formTarget = "";
      button.disabled = false;
      button.click();
    });
  }
  await until(browser, "an image", () => performance.getEntriesByName("first-image").length > 0);
  const page = await browser.evaluate(() => location.pathname);
  assert.match(page, /^\/views\/[0-9a-f]{32}\/INDEX\.HTM$/);
  const frames = await everyFrame(browser);
  const files = await browser.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const chunks = files.filter((name) => /\/viewer\/c\d{7}$/.test(name));
  assert.ok(chunks.length > 0, `chunks among ${files}`);

  // Nobody else gets any of it: not a stranger, not who watches.
  const watch = await cookieOf("watch");
  for (const address of [base + page, ...chunks]) {
    const [status, to] = await met(address);
    assert.deepEqual([status, to.split("?")[0]], [303, "/login"], address);
    assert.equal((await met(address, watch))[0], 403, address);
  }
  // Nothing but the page's own script may run there, and nothing of it is asked for elsewhere.
  const chief = await cookieOf("chief");
  const { headers } = await fetch(base + page, { headers: { cookie: chief } });
  const policy = headers.get("content-security-policy");
  assert.match(policy, /script-src 'self' blob: 'sha256-[A-Za-z0-9+/]{43}=';/);
  assert.equal(headers.get("cache-control"), "no-store");
  assert.deepEqual(browser.network().filter((url) => !url.startsWith(base)), [], "no request to elsewhere");
  noErrors(browser);

  await browser.open(`${base}/account`);
  const trail = await browser.evaluate(ask, "GET", "/api/v1/audit");
  const viewed = trail.filter(({ action, actor }) => action === "view" && actor === "chief");
  assert.deepEqual(viewed[0].patients, [id]);
  assert.equal(viewed[0].object, page.split("/")[2]);
  console.log(JSON.stringify({ page, frames }));
} finally {
  await browser.close();
}
