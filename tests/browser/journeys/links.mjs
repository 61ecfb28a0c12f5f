import assert from "node:assert/strict";
import { accessible, arrive } from "../browser.mjs";

async function used({ server, site, browser }) {
  const link = await server.open(server.seed("active"), site.account("used"));
  const person = await browser.person();
  await arrive(await person.tab(), site, link);
  const stranger = await browser.person();
  const page = await stranger.tab();
  assert.equal((await page.goto(link)).status(), 410, "a used link opened the portal");
  await page.getByRole("heading", { name: "This link has been used or has expired" }).waitFor();
  await accessible(page, "used link");
  await browser.picture(page, "used-link");
  await page.getByRole("link", { name: /^Return to localhost/ }).click();
  await page.waitForURL(site.account("used"));
  await stranger.leave();
  await person.leave();
}

async function expired({ server, site, browser }) {
  const link = await server.open(server.seed("active"), site.account("expired"));
  const other = await server.open(server.seed("active"), site.account("expired"));
  const person = await browser.person();
  const page = await person.tab();
  await arrive(page, site, other);
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByLabel("Another reason").check();
  await page.getByRole("button", { name: "Continue" }).click();
  server.sql("UPDATE sandbox_portal_sessions SET expires_at = '2026-01-01T00:00:00.000000Z'");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await page.getByRole("heading", { name: "Your session has ended" }).waitFor();
  await accessible(page, "ended session");
  await browser.picture(page, "session-over");

  assert.equal((await page.goto(link)).status(), 410, "an expired link opened the portal");
  await page.getByRole("link", { name: /^Return to localhost/ }).click();
  await page.waitForURL(site.account("expired"));
  await person.leave();
}

/** A form on another site, sent by a customer who is in, reaches nothing. */
async function forged({ server, site, browser }) {
  const key = server.seed("active");
  const person = await browser.person();
  const page = await person.tab();
  await arrive(page, site, await server.open(key, site.account("forged")));
  const portal = page.url();
  site.page = `<form method="post" action="${portal}/cancel"><input name="reason" value="other"><button>Win</button></form>`;
  await page.goto(site.url);
  await page.getByRole("button", { name: "Win" }).click();
  await page.getByRole("heading", { name: "This link does not open anything" }).waitFor();

  // Even from the same site it takes a token of the session.
  await page.goto(`${portal}/cancel/confirm?reason=other`);
  await page.locator("input[name=form]").evaluate((field) => field.setAttribute("value", "x"));
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await page.getByRole("heading", { name: "This form has expired" }).waitFor();
  await accessible(page, "stale form");
  await browser.picture(page, "stale-form");
  await page.getByRole("link", { name: "See your subscription" }).click();
  await page.getByText("Active", { exact: true }).waitFor();
  await person.leave();
}

export const journeys = { "used link": used, "expired link and session": expired, "forged forms": forged };
