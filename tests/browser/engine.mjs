// Three browsers behind one face. A session of each:
//
//     open(url)           goes there and waits for its load event
//     evaluate(f, ...a)   runs a function in the page, awaits what it returns
//     key(name)           one key press, in WebDriver's or the DOM's word ("ArrowDown", "a")
//     screenshot(path)    a PNG of the window
//     network()           addresses that were asked for and are no file, blob or data
//     errors              what the page threw or logged as an error
//     close()             ends the browser
//
// Firefox: automation switches the strict file policy off; people have it on, so here it is on.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { peer } from "./peers.mjs";

/** Longest wait for one script in a page: a whole stack of 300 slices on a busy machine. */
const SCRIPT_MS = 120_000;
/** Longest wait for a browser or driver to start. */
const START_MS = 30_000;
/** The window, in CSS pixels. */
export const WINDOW = { width: 1280, height: 800 };
const MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
const LOCAL = /^(file|blob|data|about|chrome|resource|moz-extension):/;

/** Starts the engine of this name. */
export async function launch(name, options = {}) {
  const engines = { chromium, firefox, webkit };
  if (!engines[name]) throw new Error(`no engine ${name}`);
  return engines[name](options);
}

async function chromium({ window = WINDOW, touch = false, args = [] } = {}) {
  const { chromium: playwright } = (await peer("playwright-core")).default;
  const browser = await playwright.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--allow-pre-commit-input", ...args],
    timeout: START_MS,
  });
  const context = await browser.newContext({ viewport: window, hasTouch: touch });
  const page = await context.newPage();
  page.setDefaultTimeout(SCRIPT_MS);
  const asked = [];
  const errors = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return {
    page,
    errors,
    open: (url) => page.goto(url, { waitUntil: "load" }),
    // As an expression, not through eval: the page's policy forbids that.
    evaluate: (f, ...a) => page.evaluate(`(${f})(...${JSON.stringify(a)})`),
    key: (key) => page.keyboard.press(key),
    screenshot: (path) => page.screenshot({ path }),
    network: () => asked.filter((url) => !LOCAL.test(url)),
    close: () => browser.close(),
  };
}

async function firefox({ window = WINDOW } = {}) {
  const puppeteer = (await peer("puppeteer-core")).default;
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: "/usr/bin/firefox-esr",
    headless: true,
    timeout: START_MS,
    protocolTimeout: SCRIPT_MS,
    defaultViewport: window,
    extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true },
  });
  const page = await browser.newPage();
  const asked = [];
  const errors = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return {
    page,
    errors,
    open: (url) => page.goto(url, { waitUntil: "load", timeout: SCRIPT_MS }),
    evaluate: (f, ...a) => page.evaluate(f, ...a),
    key: (key) => page.keyboard.press(key),
    screenshot: (path) => page.screenshot({ path }),
    network: () => asked.filter((url) => !LOCAL.test(url)),
    close: () => browser.close(),
  };
}

/** Keys of WebDriver that are no characters (W3C WebDriver 17.4.2). */
const WEBDRIVER_KEYS = {
  Tab: "\ue004", Enter: "\ue007", Escape: "\ue00c", PageUp: "\ue00e", PageDown: "\ue00f",
  End: "\ue010", Home: "\ue011", ArrowLeft: "\ue012", ArrowUp: "\ue013", ArrowRight: "\ue014",
  ArrowDown: "\ue015", Delete: "\ue017",
};

async function webkit({ window = WINDOW } = {}) {
  const display = await xvfb(window);
  const port = 20_000 + (process.pid % 20_000);
  const driver = spawn("/usr/bin/WebKitWebDriver", [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display.name, WEBKIT_DISABLE_COMPOSITING_MODE: "1", GTK_A11Y: "none" },
    stdio: "ignore",
  });
  const ask = webdriver(`http://127.0.0.1:${port}`);
  await answers(ask);
  const options = { binary: MINI_BROWSER, args: ["--automation"] };
  const { sessionId } = await ask("POST", "/session", {
    capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options, timeouts: { script: SCRIPT_MS } } },
  });
  const at = `/session/${sessionId}`;
  await ask("POST", `${at}/window/rect`, { x: 0, y: 0, ...window }).catch(() => {});
  const evaluate = async (f, ...a) => {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${f})(...Array.prototype.slice.call(arguments, 0, -1)))
        .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await ask("POST", `${at}/execute/async`, { script, args: a });
    if (error) throw new Error(error);
    return value;
  };
  return {
    errors: [],
    evaluate,
    open: (url) => ask("POST", `${at}/url`, { url }),
    key: (key) => ask("POST", `${at}/actions`, keyActions(WEBDRIVER_KEYS[key] ?? key)),
    screenshot: async (path) => writeFileSync(path, Buffer.from(await ask("GET", `${at}/screenshot`), "base64")),
    // No request events here: what the page itself has a record of.
    network: async () =>
      (await evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name)))
        .filter((url) => !LOCAL.test(url)),
    close: async () => {
      await ask("DELETE", at).catch(() => {});
      driver.kill();
      display.close();
    },
  };
}

function keyActions(value) {
  const actions = ["keyDown", "keyUp"].map((type) => ({ type, value }));
  return { actions: [{ type: "key", id: "keyboard", actions }] };
}

function webdriver(base) {
  return async (method, path, body) => {
    const answer = await fetch(base + path, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(SCRIPT_MS),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
}

async function answers(ask) {
  for (const end = Date.now() + START_MS; Date.now() < end; ) {
    if (await ask("GET", "/status").catch(() => null)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`WebKitWebDriver did not answer within ${START_MS} ms`);
}

/** A display of our own: WebKitGTK has no headless mode. */
async function xvfb({ width, height }) {
  const server = spawn(
    "/usr/bin/Xvfb",
    ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const number = await new Promise((done, fail) => {
    server.stdio[3].once("data", (data) => done(String(data).trim()));
    server.once("exit", () => fail(new Error("Xvfb ended")));
  });
  return { name: `:${number}`, close: () => server.kill() };
}
