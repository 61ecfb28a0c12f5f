import assert from "node:assert/strict";
import { arrive } from "../browser.mjs";

/** From the caller's site through every page and back, in a browser set up in one of several ways. */
function journey(name, settings) {
  return async ({ server, site, browser }) => {
    const key = server.seed("active");
    const back = site.account(name);
    const person = await browser.person(settings);
    const page = await person.tab();
    const link = (text) => page.getByRole("link", { name: text });
    const button = (text) => page.getByRole("button", { name: text });
    await arrive(page, site, await server.open(key, back));
    await page.getByText("Sandbox").first().waitFor();

    await link("Update payment method").click();
    await page.getByLabel("Mastercard ending in 4444").check();
    await button("Save payment method").click();
    await page.getByRole("status").getByText("Your payment method is now Mastercard ending in 4444.").waitFor();

    await link("See all 4 invoices").click();
    await link("No. 4").click();
    await page.getByRole("heading", { name: "Invoice 4" }).waitFor();
    await link("All invoices").click();
    await link("Your subscription").click();

    await link("Cancel subscription").click();
    await page.getByLabel("It costs too much").check();
    await button("Continue").click();
    await page.getByText("It costs too much").waitFor();
    await button("Cancel subscription").click();
    await page.getByRole("status").getByText("Your subscription is canceled.").waitFor();

    // "Back" shows what is true now, not the form of before.
    await page.goBack();
    await page.getByText(/^Cancels on/).waitFor();
    assert.equal(await button("Cancel subscription").count(), 0, "the form to cancel came back");

    // The next call of the API opens the same subscription in another session.
    const other = await person.tab();
    await other.goto(await server.open(key, back));
    await other.getByText(/^Cancels on/).waitFor();
    await other.getByRole("button", { name: "Don’t cancel" }).click();
    await other.getByRole("status").getByText("Your subscription goes on.").waitFor();
    await page.reload();
    await page.getByText("Active", { exact: true }).waitFor();

    await link(/^Return to localhost/).click();
    await page.waitForURL(back);
    assert.ok(site.has(back), "nobody came back");
    await person.leave();
  };
}

/** What has ended with its month is refused by the API. */
async function ended({ server, site }) {
  const key = server.seed("cancels-at-period-end");
  assert.equal((await server.ask(key, site.account("ended"))).status, 200);
  server.sql("UPDATE sandbox_subscriptions SET current_period_end = '2026-01-01T00:00:00.000000Z' WHERE cancel_at_period_end = 1");
  const { status, body } = await server.ask(key, site.account("ended"));
  assert.deepEqual({ status, body }, { status: 400, body: { error: "No active subscription found" } });
}

/** With the keyboard alone. */
async function keyboard({ server, site, browser }) {
  const person = await browser.person();
  const page = await person.tab();
  await arrive(page, site, await server.open(server.seed("active"), site.account("keyboard")));
  const reach = async (text) => {
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement.textContent);
      if (focused === text) return;
    }
    assert.fail(`${text} cannot be reached`);
  };
  await reach("Update payment method");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Payment method" }).waitFor();
  await page.getByLabel("Visa ending in 4242").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await reach("Save payment method");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("American Express ending in 0005").waitFor();
  await person.leave();
}

export const journeys = {
  "every page and back": journey("light", {}),
  "in the dark": journey("dark", { colorScheme: "dark" }),
  "on a phone": journey("phone", { viewport: { width: 360, height: 720 } }),
  "without script": journey("no-script", { javaScriptEnabled: false }),
  "with the keyboard": keyboard,
  "ended with its month": ended,
};
