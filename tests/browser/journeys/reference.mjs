import assert from "node:assert/strict";
import { accessible } from "../browser.mjs";

/**
 * What axe-core finds in Scalar itself: a field with completions that does not say whether they are open; and what it is not sure about:
 * a glyph that is no text, and code that is scrolled out of sight on phones.
 */
const SCALARS_OWN = { "aria-required-attr": /^<div[^>]* role="combobox"/, "color-contrast": /^<span (aria-hidden="true">⌃<|class="(line|hljs-\w+)")/ };

const WAYS = {
  light: {},
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 720 } },
};

/** Opens the page; whatever would leave the machine is stopped and told. */
async function open(server, person) {
  const left = [];
  await person.context.route("**/*", (route) => {
    if (new URL(route.request().url()).origin === new URL(server.base).origin) return route.continue();
    left.push(route.request().url());
    return route.abort();
  });
  const page = await person.tab();
  await page.goto(`${server.base}/docs`);
  await page.getByRole("heading", { name: "Create a subscription portal session" }).waitFor();
  await page.waitForLoadState("networkidle");
  return { page, left };
}

async function reference({ server, browser }) {
  let rules = 0;
  for (const [way, settings] of Object.entries(WAYS)) {
    const person = await browser.person(settings);
    const { page, left } = await open(server, person);
    assert.equal(await page.title(), "Recoup API - Accounts");
    const text = await page.locator("body").innerText();
    for (const part of ["/api/subscriptions/portal", "returnUrl", "The URL to redirect to when the customer leaves the portal.", "Unauthorized - invalid or missing authentication"]) {
      assert.ok(text.includes(part), `${part} is not on the page (${way})`);
    }
    assert.ok(!text.includes("api.recoupable.dev"), "a key typed here could go to another server");
    rules = Math.max(rules, await accessible(page, `reference (${way})`, SCALARS_OWN));
    await browser.picture(page, `reference-${way}`);
    assert.deepEqual(left, [], "the page asked others");
    await person.leave();
  }
  return `axe-core finds nothing but what is Scalar's own (up to ${rules} rules each)`;
}

/** A key, a click, and the link to the portal; without the key, the contract's 401. */
async function tried({ server, site, browser }) {
  const person = await browser.person();
  const { page, left } = await open(server, person);
  await page.getByRole("button", { name: /^Test Request/ }).click();
  const client = page.getByRole("dialog");
  const answered = async () => {
    const answer = page.waitForResponse((response) => response.url().endsWith("/api/subscriptions/portal"));
    await client.getByRole("button", { name: /^Send.*post request/ }).click();
    return answer;
  };
  assert.equal((await answered()).status(), 401);
  await client.getByText("Exactly one of x-api-key or Authorization must be provided").waitFor();

  const choice = client.getByRole("button", { name: /^Selected Auth Type/ });
  await choice.click();
  await page.getByRole("option", { name: "apiKeyAuth" }).waitFor();
  await page.getByRole("option", { name: "bearerAuth" }).waitFor();
  await choice.click();
  await client.getByLabel("Value").first().fill(server.seed("active"));
  const answer = await answered();
  assert.equal(answer.status(), 200);
  const { url } = await answer.json();
  await client.getByText(url).waitFor();
  await browser.picture(page, "reference-tried");
  await page.goto(url);
  await page.getByRole("heading", { level: 1, name: "Your subscription" }).waitFor();
  assert.deepEqual(left, [], "the page asked others");
  await person.leave();
}

export const journeys = { reference, tried };
