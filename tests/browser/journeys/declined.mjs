import assert from "node:assert/strict";
import { accessible, arrive } from "../browser.mjs";

async function declined({ server, site, browser }) {
  const person = await browser.person();
  const page = await person.tab();
  await arrive(page, site, await server.open(server.seed("past-due"), site.account("declined")));
  await page.getByText("20.00 USD could not be paid.").waitFor();
  await page.getByRole("link", { name: "Update payment method" }).first().click();

  const card = page.getByLabel("Visa ending in 0002");
  await card.check();
  await page.getByRole("button", { name: "Save payment method" }).click();
  await page.getByText("Declined: the bank refused this card.").waitFor();
  assert.match(await page.title(), /^Card declined/);
  assert.equal(await card.isChecked(), true);
  assert.equal(await card.evaluate((input) => input === document.activeElement), true, "focus is elsewhere");
  await accessible(page, "declined card");
  await browser.picture(page, "declined");

  // Saying it again after "reload" charges nothing and asks nothing.
  await page.reload();
  await page.getByText("Declined: the bank refused this card.").waitFor();
  await page.getByLabel("American Express ending in 0005").check();
  await page.getByRole("button", { name: "Save payment method" }).click();
  await page.getByText("Active", { exact: true }).waitFor();
  assert.equal(await page.getByText("could not be paid").count(), 0);
  await person.leave();
}

export const journeys = { "declined card": declined };
