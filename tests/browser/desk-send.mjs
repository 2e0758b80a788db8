// Studies sent on to another archive, by the button of the card, and what the desk says of it.
// desk-send.mjs LINK order PATIENT-ID            sets up, sends what is ticked; the job
// desk-send.mjs BASE again PATIENT-ID            the same of a desk that is set up
// desk-send.mjs BASE many PATIENT-ID COUNT       so many more by the API; those that the desk can cancel
// desk-send.mjs BASE wait JOB STATE              waits until the job is there; the job and its card
// desk-send.mjs BASE retry|cancel JOB            by the button of the card; the job
// Screenshots go into the folder that FILMDESK_SCREENSHOTS names.

import assert from "node:assert/strict";
import { looker } from "./desk-axe.mjs";
import { noErrors, setUp, signIn, textOf, until } from "./desk.mjs";

const [link, deed, what, state] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = deed === "order" ? await setUp(link) : await signIn(base);
const { page } = browser;
const { look, found } = looker(browser, process.env.FILMDESK_SCREENSHOTS);

/** A job of the API. */
const job = async (id) => (await page.request.get(`${base}/api/v1/sends/${id}`)).json();

/** Its card in both languages; looks at them, also narrow. */
async function cards(id) {
  const texts = {};
  for (const language of ["zh-Hans", "en"]) {
    await page.goto(`${base}/language?to=${language}`);
    await page.goto(base);
    await page.waitForSelector(`#send-${id}`);
    const details = page.locator(`#send-${id} details summary`);
    if (await details.count()) await details.click();
    await look(`send-${state}-${language}`);
    texts[language] = await textOf(browser, `#send-${id}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: "dark" });
  await look(`send-${state}-narrow`);
  return texts;
}

/** Sends what is ticked of a patient. */
async function sends() {
  await page.goto(`${base}/?q=${encodeURIComponent(what)}`);
  await page.waitForSelector("#send");
  await until(browser, "the page's scripts", () => document.readyState === "complete" && Boolean(window.htmx));
  await page.click('[data-tick="all"]');
  await look("send-card-en");
  await page.click("#send");
  await page.waitForSelector("#ordered");
  const [newest] = await (await page.request.get(`${base}/api/v1/sends`)).json();
  await page.waitForSelector(`#send-${newest.id}`);
  const trail = await (await page.request.get(`${base}/api/v1/audit`)).json();
  const [event] = trail.filter(({ action }) => action === "send");
  return { job: newest, event };
}

const DEEDS = {
  order: sends,
  again: sends,
  async many() {
    const csrf = await browser.evaluate(() => JSON.parse(document.body.getAttribute("hx-headers"))["x-csrf"]);
    const [person] = await (await page.request.get(`${base}/api/v1/patients?q=${what}`)).json();
    const data = { studies: person.studies.map(({ uid }) => uid), destination: "PACS" };
    for (let sent = 0; sent < Number(state); sent += 1) {
      const answer = await page.request.post(`${base}/api/v1/sends`, { data, headers: { "x-csrf": csrf } });
      assert.equal(answer.status(), 201);
    }
    await page.goto(base);
    const shown = await browser.evaluate(() => [...document.querySelectorAll("[id^=cancel-]")].map(({ id }) => id));
    return { shown };
  },
  async wait() {
    for (const end = Date.now() + 120_000; ; ) {
      const now = await job(what);
      if (now.state === state || (state === "away" && now.is_away)) break;
      assert.ok(Date.now() < end, `job ${what} is ${JSON.stringify(now)}, never ${state}`);
      await new Promise((done) => setTimeout(done, 100));
    }
    return { job: await job(what), texts: await cards(what) };
  },
  async retry() {
    await page.click(`#retry-${what}`);
    await until(browser, "a job that goes on", (id) => !document.querySelector(`#retry-${id}`), what);
    return { job: await job(what) };
  },
  async cancel() {
    await page.click(`#cancel-${what}`);
    // Beside many open ones its card goes.
    await until(browser, "a job that is cancelled", (id) => (document.querySelector(`#send-${id}`)?.dataset.state ?? "cancelled") === "cancelled", what);
    return { job: await job(what) };
  },
};

try {
  const told = await DEEDS[deed]();
  noErrors(browser);
  console.log(JSON.stringify({ ...told, found }));
} finally {
  await browser.close();
}
