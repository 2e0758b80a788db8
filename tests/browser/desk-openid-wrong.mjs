// A provider that lies: each way in which an ID token, an answer or a provider can be wrong, and what
// the desk says to the browser. No browser is needed for it:
// desk-openid-wrong.mjs DESK PORT CERTIFICATE KEY

import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";

const [base, port, certificate, key] = process.argv.slice(2);
const issuer = `https://localhost:${port}`;
const CLIENT = "filmdesk";
const now = () => Math.floor(Date.now() / 1000);

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwk = (pair, kid) => ({ ...pair.publicKey.export({ format: "jwk" }), kid, use: "sig" });
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

const SIGNERS = {
  RS256: (text) => sign("sha256", Buffer.from(text), rsa.privateKey),
  ES256: (text) => sign("sha256", Buffer.from(text), { key: ec.privateKey, dsaEncoding: "ieee-p1363" }),
  other: (text) => sign("sha256", Buffer.from(text), other.privateKey),
  HS256: (text) => createHmac("sha256", rsa.publicKey.export({ type: "spki", format: "pem" })).update(text).digest(),
  none: () => Buffer.alloc(0),
};

function token(nonce, { claims = {}, header = {}, signer = "RS256" }) {
  const kids = { RS256: "rsa", ES256: "ec", other: "rsa" };
  const head = { alg: signer === "other" ? "RS256" : signer, kid: kids[signer], ...header };
  const said = {
    iss: issuer, sub: "4711", aud: CLIENT, nonce, iat: now(), exp: now() + 300,
    preferred_username: "lee", groups: ["IT"], ...claims,
  };
  const text = `${part(head)}.${part(said)}`;
  return `${text}.${SIGNERS[signer](text).toString("base64url")}`;
}

/** Tokens by the code that is given for them; the desk's answer. */
const TOKENS = {
  right: [200, {}],
  rightByEllipticCurve: [200, { signer: "ES256" }],
  rightForTwo: [200, { claims: { aud: ["else", CLIENT], azp: CLIENT } }],
  otherAudience: [502, { claims: { aud: "else" } }],
  noAudience: [502, { claims: { aud: undefined } }],
  otherParty: [502, { claims: { aud: ["else", CLIENT], azp: "else" } }],
  forTwo: [502, { claims: { aud: ["else", CLIENT] } }],
  otherIssuer: [502, { claims: { iss: "https://evil.example" } }],
  expired: [502, { claims: { exp: now() - 3600 } }],
  endless: [502, { claims: { exp: undefined } }],
  old: [502, { claims: { iat: now() - 7200 } }],
  ofTomorrow: [502, { claims: { iat: now() + 86400 } }],
  notYet: [502, { claims: { nbf: now() + 86400 } }],
  otherNonce: [502, { claims: { nonce: "another" } }],
  noNonce: [502, { claims: { nonce: undefined } }],
  noSubject: [502, { claims: { sub: undefined } }],
  noName: [502, { claims: { preferred_username: undefined } }],
  otherSignature: [502, { signer: "other" }],
  otherKey: [502, { signer: "other", header: { kid: "nobody" } }],
  noSignature: [502, { signer: "none" }],
  noSignatureNamed: [502, { signer: "none", header: { alg: "RS256", kid: "rsa" } }],
  sharedSecret: [502, { signer: "HS256", header: { kid: "rsa" } }],
  curveOfRsa: [502, { signer: "ES256", header: { kid: "rsa" } }],
  critical: [502, { header: { crit: ["exp"] } }],
  noRole: [403, { claims: { groups: ["Kitchen"] } }],
  noGroups: [403, { claims: { groups: undefined } }],
};

/** Answers of the token endpoint that hold no token. */
const ANSWERS = {
  status: [400, { error: "invalid_grant" }],
  redirect: [302, ""],
  noToken: [200, {}],
  noJson: [200, "<html>"],
  noParts: [200, { id_token: "e30" }],
  noBase64: [200, { id_token: "a.b.c" }],
  tooLong: [200, { id_token: "x".repeat(3 << 20) }],
};

const seen = { discoveries: 0, verifiers: [], credentials: new Set() };
let about = {};
const nonces = new Map();

const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { location: `${issuer}/elsewhere` });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
  const { pathname } = new URL(request.url, issuer);
  if (pathname === "/.well-known/openid-configuration") {
    seen.discoveries++;
    return answer(200, {
      issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, ...about,
    });
  }
  if (pathname === "/keys") {
    return answer(200, { keys: [{ kty: "oct", k: "AA" }, 7, jwk(rsa, "rsa"), jwk(ec, "ec")] });
  }
  if (pathname !== "/token") return answer(404, "");
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const form = new URLSearchParams(body);
    const code = form.get("code");
    seen.verifiers.push(form.get("code_verifier"));
    seen.credentials.add(request.headers.authorization);
    if (ANSWERS[code]) return answer(...ANSWERS[code]);
    answer(200, { access_token: "secret-access-token", token_type: "Bearer", id_token: token(nonces.get(code), TOKENS[code][1]) });
  });
});

async function begin(back = "/films") {
  const answer = await fetch(`${base}/openid?back=${encodeURIComponent(back)}`, { redirect: "manual" });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  const to = answer.headers.get("location");
  return { status: answer.status, cookie, asked: to ? new URL(to).searchParams : null, to };
}

async function comeBack(query, cookie) {
  const answer = await fetch(`${base}/openid/callback?${new URLSearchParams(query)}`, { redirect: "manual", headers: { cookie: cookie ?? "" } });
  const text = await answer.text();
  const says = /role="alert">([^<]*)/.exec(text)?.[1] ?? "";
  const cookies = answer.headers.getSetCookie();
  const session = cookies.find((one) => one.startsWith("filmdesk="))?.split(";")[0];
  return { status: answer.status, says, session, refresh: answer.headers.get("refresh") };
}

async function withCode(code, back) {
  const { cookie, asked } = await begin(back);
  nonces.set(code, asked.get("nonce"));
  return comeBack({ state: asked.get("state"), code }, cookie);
}

const wrong = [];
function expect(what, answer, status) {
  const isRefused = status !== 200;
  if (answer.status !== status || isRefused !== !answer.session || isRefused !== (answer.says.length > 0)) {
    wrong.push(`${what}: ${JSON.stringify(answer)}`);
  }
}

/** Asks until the provider was asked itself: one that failed is left alone for some seconds. */
async function asksAnew(what, changes) {
  about = changes;
  const before = seen.discoveries;
  let answer;
  do {
    await new Promise((done) => setTimeout(done, 250));
    answer = await begin();
  } while (seen.discoveries === before);
  if (answer.status !== 502) wrong.push(`${what}: ${answer.status}`);
}

const told = {};
try {
  // Nobody listens yet.
  told.away = (await begin()).status;
  await new Promise((done) => server.listen(Number(port), "localhost", done));
  await asksAnew("a document of another issuer", { issuer: "https://evil.example" });
  await asksAnew("a document without keys", { jwks_uri: undefined });
  await asksAnew("keys that are none", { jwks_uri: `${issuer}/elsewhere/` });
  await asksAnew("keys without TLS", { jwks_uri: "http://evil.example/keys" });
  about = {};
  for (;;) {
    if ((await begin()).status === 303) break;
    await new Promise((done) => setTimeout(done, 250));
  }
  const { asked, to } = await begin();
  told.door = to.split("?")[0];
  told.asked = Object.fromEntries([...asked].filter(([name]) => !["state", "nonce", "code_challenge"].includes(name)));

  for (const [code, [status]] of Object.entries(TOKENS)) expect(code, await withCode(code), status);
  for (const code of Object.keys(ANSWERS)) expect(code, await withCode(code), 502);

  const first = await begin();
  const state = first.asked.get("state");
  nonces.set("right", first.asked.get("nonce"));
  expect("no state", await comeBack({ code: "right" }, first.cookie), 400);
  expect("another state", await comeBack({ code: "right", state: "0".repeat(64) }, first.cookie), 400);
  expect("another browser", await comeBack({ code: "right", state }, (await begin()).cookie), 400);
  expect("no browser", await comeBack({ code: "right", state }), 400);
  const session = await comeBack({ code: "right", state }, first.cookie);
  expect("its own", session, 200);
  expect("again", await comeBack({ code: "right", state }, first.cookie), 400);
  told.refresh = session.refresh;

  const denied = await begin();
  expect("denied", await comeBack({ error: "access_denied", state: denied.asked.get("state") }, denied.cookie), 403);
  const mixed = await begin();
  const mix = { code: "right", state: mixed.asked.get("state"), iss: "https://evil.example" };
  expect("an answer of another issuer", await comeBack(mix, mixed.cookie), 502);
  told.elsewhere = (await withCode("right", "//evil.example")).refresh;

  told.credentials = [...seen.credentials];
  assert.ok(seen.verifiers.every((verifier) => verifier.length === 64), "a verifier each");
  assert.equal(new Set(seen.verifiers).size, seen.verifiers.length, "never the same");
  const trail = await fetch(`${base}/api/v1/audit`, { headers: { cookie: session.session } });
  told.trail = (await trail.json()).filter(({ action }) => action === "sign-in");
  const users = await fetch(`${base}/api/v1/users`, { headers: { cookie: session.session } });
  told.users = (await users.json()).map(({ name }) => name);
  console.log(JSON.stringify({ ...told, wrong }));
} finally {
  server.close();
  server.closeAllConnections();
}
