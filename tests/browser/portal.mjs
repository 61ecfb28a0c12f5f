// Opens the sandbox's portal as a customer does: an API client asks for a session, a page of another site links to it.
// Usage: node portal.mjs BASE_URL API_KEY BROWSER PICTURES_FOLDER
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [base, key, executablePath, pictures] = process.argv.slice(2);

/** A site of the caller's own: it links to the portal, and the customer comes back to it. */
async function callersSite() {
  const site = { portal: "", returned: [] };
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    if (request.url.startsWith("/account")) site.returned.push(request.url);
    response.end(`<!doctype html><title>Shop</title><a href="${site.portal}">Manage subscription</a>`);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  site.close = () => server.close();
  // Another host name than the portal's: another site for the browser.
  site.url = `http://localhost:${server.address().port}`;
  return site;
}

async function openSession(returnUrl) {
  const response = await fetch(`${base}/api/subscriptions/portal`, {
    method: "POST",
    headers: { "x-api-key": key, "Content-Type": "application/json" },
    body: JSON.stringify({ returnUrl }),
  });
  const body = await response.json();
  assert.equal(response.status, 200, JSON.stringify(body));
  assert.match(body.id, /^portal_sess_/);
  return body.url;
}

/** From the caller's site to the portal and back, in a browser set up in one of several ways. */
async function visit(browser, site, name, settings) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 720 }, ...settings });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const returnUrl = `${site.url}/account?from=${name}&x=%C3%BC`;
  site.portal = await openSession(returnUrl);

  await page.goto(site.url);
  await page.getByRole("link", { name: "Manage subscription" }).click();
  await page.waitForURL(/\/manage\//);
  assert.equal(new URL(page.url()).search, "", "the token is still in the address bar");
  await page.getByText("Sandbox").first().waitFor();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(sideways, false, "the page scrolls sideways");
  await page.screenshot({ path: join(pictures, `portal-${name}.png`), fullPage: true });

  await page.reload();
  await page.getByRole("link", { name: /^Return to localhost/ }).click();
  await page.waitForURL(returnUrl);
  assert.ok(site.returned.includes(new URL(returnUrl).pathname + new URL(returnUrl).search));

  // Another person with the same link finds it used.
  const stranger = await (await browser.newContext()).newPage();
  const answer = await stranger.goto(site.portal);
  assert.equal(answer.status(), 410, "a used link opened the portal");
  assert.deepEqual(complaints, [], "the browser complained");
  await context.close();
  console.log(`${name}: from the caller's site to the portal and back`);
}

const site = await callersSite();
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
try {
  await visit(browser, site, "light", {});
  await visit(browser, site, "dark", { colorScheme: "dark" });
  await visit(browser, site, "phone", { viewport: { width: 360, height: 720 } });
  await visit(browser, site, "no-script", { javaScriptEnabled: false });
} finally {
  await browser.close();
  site.close();
}
