import assert from "node:assert/strict";
import { accessible } from "../browser.mjs";

/** Most that one view of a page may weigh, everything it loads included, in bytes. */
const HEAVIEST = 30_000;
const LONG = "The Extraordinarily Long-Winded and Never-Ending Publishing House of Llanfairpwllgwyngyllgogerychwyrndrobwll ".repeat(2).slice(0, 199).trim();

/** States, the names on their accounts, and the pages to look at in each: name of the picture, address below the session's. */
const SIGHTS = [
  ["active", "Ada Lovelace", { overview: "", "payment-method": "/payment-method", cancel: "/cancel", "cancel-nothing-chosen": "/cancel/confirm", confirm: "/cancel/confirm?reason=unused", invoices: "/invoices", invoice: "/invoices/4", "no-invoice": "/invoices/99" }],
  ["trialing", "شركة النشر العربية", { trialing: "", "no-invoices": "/invoices" }],
  ["past-due", "Ada Lovelace", { "past-due": "", "past-due-payment-method": "/payment-method", "past-due-invoice": "/invoices/3" }],
  ["cancels-at-period-end", "Ada Lovelace", { canceling: "" }],
  ["many-invoices", LONG, { "many-invoices": "", "invoices-first": "/invoices", "invoices-last": "/invoices?page=6", "long-name-invoice": "/invoices/61" }],
];
const WAYS = {
  light: {},
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 720 } },
  "phone-dark": { viewport: { width: 320, height: 640 }, colorScheme: "dark" },
};

async function looks({ server, browser }) {
  let [pages, rules, heaviest, slowest] = [0, 0, 0, 0];
  for (const [scenario, name, sights] of SIGHTS) {
    const key = server.seed(scenario, name);
    for (const [way, settings] of Object.entries(WAYS)) {
      const person = await browser.person(settings);
      const page = await person.tab();
      await page.goto(await server.open(key, "https://chat.example.com/account"));
      const session = new URL(page.url()).origin + new URL(page.url()).pathname;
      for (const [sight, address] of Object.entries(sights)) {
        const { weight, wait } = await weigh(page, session + address);
        assert.ok(weight < HEAVIEST, `${sight} weighs ${weight} bytes`);
        const label = `${sight} (${way})`;
        rules = Math.max(rules, await accessible(page, label));
        await browser.picture(page, `${sight}-${way}`);
        [pages, heaviest, slowest] = [pages + 1, Math.max(heaviest, weight), Math.max(slowest, wait)];
      }
      await person.leave();
    }
  }
  return `${pages} pages, axe-core finds nothing (up to ${rules} rules each), at most ${heaviest} bytes a view, at most ${slowest.toFixed(1)} ms to the first byte`;
}

/** Loads a page, and answers what all of it weighs on a first visit, headers included, and how long the first byte took. */
async function weigh(page, address) {
  await page.goto(address, { waitUntil: "networkidle" });
  const { linked, loaded, wait } = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation");
    return {
      linked: [...document.querySelectorAll("[src], link[href]")].map((element) => element.src || element.href),
      loaded: performance.getEntriesByType("resource").map((resource) => resource.name),
      wait: entry.responseStart - entry.requestStart,
    };
  });
  for (const url of loaded) assert.ok(linked.includes(url), `${url} is loaded, and nothing links to it`);
  let weight = 0;
  for (const url of [address, ...linked]) {
    const response = await page.context().request.get(url);
    const headers = response.headersArray().reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
    weight += headers + (await response.body()).length;
  }
  return { weight, wait };
}

/** On paper an invoice is dark on light and has nothing to click. */
async function print({ server, site, browser }) {
  const person = await browser.person({ colorScheme: "dark" });
  const page = await person.tab();
  await page.goto(await server.open(server.seed("active"), site.account("print")));
  await page.goto(`${page.url()}/invoices/4`);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await page.locator(".back, .actions").filter({ visible: true }).count(), 0);
  const [paper, ink] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
  assert.deepEqual([paper, ink], ["rgb(255, 255, 255)", "rgb(29, 33, 31)"]);
  await page.getByText("Sandbox").first().waitFor({ state: "visible" });
  await browser.picture(page, "print");
  await person.leave();
}

export const journeys = { looks, print };
