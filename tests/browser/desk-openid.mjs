// Signing in with a real OpenID provider (oidc-provider), through its own login page: roles by
// groups, nobody without one, back to the page that was asked for, signed out on both sides:
// desk-openid.mjs SET-UP-LINK PROVIDER-PORT CLIENT-SECRET [FOLDER]

import assert from "node:assert/strict";
import { looker } from "./desk-axe.mjs";
import { noErrors, setUp, textOf, until } from "./desk.mjs";
import { peer } from "./peers.mjs";

const [link, port, secret, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const issuer = `http://localhost:${port}`;
/** What came to the provider's page for signing out. */
const exits = [];
const GROUPS = { wang: ["Radiology"], chief: ["Radiology", "IT"], guest: ["Kitchen"] };

// It says that it is for development; our output is JSON.
console.info = console.warn = () => {};
const { Provider } = await peer("oidc-provider");
const provider = new Provider(issuer, {
  clients: [{
    client_id: "filmdesk",
    client_secret: secret,
    redirect_uris: [`${base}/openid/callback`],
    post_logout_redirect_uris: [`${base}/login`],
  }],
  claims: { openid: ["sub"], profile: ["preferred_username", "groups"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true, logoutSource: asksWithoutAHint } },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id, groups: GROUPS[id] }),
  }),
});

/** As providers do: asks whether signing out is meant, unless an ID token (looked at already) says who does. */
function asksWithoutAHint(ctx, form) {
  const { IdTokenHint: hint } = ctx.oidc.entities;
  const isTheirs = hint !== undefined && hint.payload.sub === ctx.oidc.session.accountId;
  exits.push(isTheirs ? hint.payload.sub : "nobody is named");
  const yes = form.replace("</form>", '<input type="hidden" name="logout" value="yes"></form>');
  ctx.body = isTheirs ? `${yes}<script>document.forms[0].submit()</script>` : `${form}<p id="meant">Do you mean it?</p>`;
}

const listener = provider.listen(Number(port), "localhost");

const browser = await setUp(link);
const { page } = browser;
// The provider's own pages want fonts from elsewhere.
const isElsewhere = ({ hostname }) => ![new URL(base).hostname, "localhost"].includes(hostname);
await page.route(isElsewhere, (route) => route.fulfill({ body: "" }));
const { look, lookAtAll, found } = looker(browser, folder);

/** What a person does at the provider. */
async function at(name) {
  await page.fill("input[name=login]", name);
  await page.fill("input[name=password]", "whatever");
  await page.click("button[type=submit]");
  await page.waitForSelector("input[value=consent]", { state: "attached" });
  await page.click("button[type=submit]");
}

/** From a page that is asked for to the provider. */
async function toTheProvider(path) {
  await page.goto(`${base}${path}`);
  await page.waitForSelector("a.button.go");
  await page.click("a.button.go");
  await page.waitForSelector("input[name=login]");
}

const path = () => browser.evaluate(() => location.pathname);
const signedIn = () => until(browser, "a menu", () => document.querySelector(".user")?.textContent);

/** Signs out here, and there without a word. */
async function signOut() {
  await page.click(".who button");
  await page.waitForSelector("#name, #meant");
  return page.url();
}

try {
  await page.click(".who button");
  await page.waitForSelector("#name");
  await lookAtAll("login", base, "/login");

  await toTheProvider("/films");
  await at("wang");
  const told = { wang: await signedIn(), back: await path() };
  await page.goto(`${base}/account`);
  await look("account-openid");
  told.account = await textOf(browser, "main");
  told.users = (await page.goto(`${base}/users`)).status();
  told.out = await signOut();
  told.after = (await page.goto(`${base}/films`)).url();

  await toTheProvider("/");
  await at("guest");
  await page.waitForSelector("[role=alert]");
  told.guest = await textOf(browser, "[role=alert]");
  await look("login-refused");
  // The provider knows the browser still: another person begins with a browser of its own.
  await page.context().clearCookies();

  await toTheProvider("/users");
  await at("chief");
  told.chief = await signedIn();
  await lookAtAll("users-openid", base, "/users");
  told.list = await textOf(browser, "main");
  told.trail = await browser.evaluate(async () => {
    const answer = await fetch("/api/v1/audit");
    return (await answer.json()).filter(({ action }) => action.startsWith("sign"));
  });
  noErrors(browser);
  console.log(JSON.stringify({ ...told, exits, found }));
} finally {
  await browser.close();
  listener.close();
  listener.closeAllConnections();
}
assert.deepEqual(found, []);
