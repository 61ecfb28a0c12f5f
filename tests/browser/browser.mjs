import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A browser, and the pictures that it takes. */
export class Browser {
  static async launch(executablePath, pictures) {
    const browser = new Browser();
    browser.pictures = pictures;
    browser.chromium = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    });
    return browser;
  }

  /** Another person's browser, or the same person's in another mood. */
  async person(settings = {}) {
    const context = await this.chromium.newContext({ viewport: { width: 1100, height: 800 }, ...settings });
    const complaints = [];
    context.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    context.on("weberror", (error) => complaints.push(String(error.error())));
    const person = { context, complaints };
    person.tab = () => context.newPage();
    person.leave = async () => {
      // What a browser says of an answer that is no 2xx is no complaint about the page.
      const about = complaints.filter((text) => !/the server responded with a status of (401|403|404|410)/.test(text));
      assert.deepEqual(about, [], "the browser complained");
      await context.close();
    };
    return person;
  }

  /** Takes a picture of the whole page, which must not be wider than the window. */
  async picture(page, name) {
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(sideways, false, `${name} scrolls sideways`);
    await page.screenshot({ path: join(this.pictures, `${name.startsWith("reference") ? "" : "portal-"}${name}.png`), fullPage: true });
  }

  close() {
    return this.chromium.close();
  }
}

/**
 * Fails when axe-core finds anything on the page but what is known: rules, each with the markup that it may find. The answer is how many
 * of its rules had something to look at.
 */
export async function accessible(page, name, known = {}) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  const told = (results) =>
    results
      .map(({ id, nodes }) => [id, nodes.map((node) => node.html).filter((markup) => !known[id]?.test(markup))])
      .filter(([, nodes]) => nodes.length > 0)
      .map(([id, nodes]) => `${id}: ${nodes.join(" ")}`);
  assert.deepEqual(told(found.violations), [], `axe-core on ${name}`);
  assert.deepEqual(told(found.incomplete), [], `axe-core is not sure about ${name}`);
  return found.passes.length;
}

/** Goes through a link on the caller's site, as customers do. */
export async function arrive(page, site, link) {
  site.page = `<a href="${link.replaceAll("&", "&amp;")}">Manage subscription</a>`;
  await page.goto(site.url);
  await page.getByRole("link", { name: "Manage subscription" }).click();
  await page.waitForURL(/\/manage\//);
  assert.equal(new URL(page.url()).search, "", "the token is still in the address bar");
  await page.getByRole("heading", { level: 1, name: "Your subscription" }).waitFor();
}
