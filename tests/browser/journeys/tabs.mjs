import assert from "node:assert/strict";
import { arrive } from "../browser.mjs";

/** Two customers' sessions side by side in one browser: neither throws the other out, neither shows the other. */
async function twoSessions({ server, site, browser }) {
  const person = await browser.person();
  const [ann, bob] = [await person.tab(), await person.tab()];
  await arrive(ann, site, await server.open(server.seed("active", "Ann"), site.account("ann")));
  await arrive(bob, site, await server.open(server.seed("trialing", "Bob"), site.account("bob")));
  await bob.getByRole("link", { name: "Cancel subscription" }).click();
  await bob.getByLabel("I do not use it enough").check();
  await bob.getByRole("button", { name: "Continue" }).click();
  await bob.getByRole("button", { name: "Cancel subscription" }).click();
  await bob.getByText(/^Cancels on/).waitFor();
  await ann.reload();
  await ann.getByText("Active", { exact: true }).waitFor();
  assert.equal(await ann.getByText("Bob").count(), 0);
  assert.equal(await bob.getByText("Ann", { exact: true }).count(), 0);
  await bob.reload();
  await bob.getByText(/^Cancels on/).waitFor();

  // Each cookie goes to its own session's pages only.
  const [annsCookies, bobsCookies] = [await person.context.cookies(ann.url()), await person.context.cookies(bob.url())];
  for (const [cookies, page] of [[annsCookies, ann], [bobsCookies, bob]]) {
    assert.equal(cookies.length, 1);
    assert.ok(new URL(page.url()).pathname.includes(cookies[0].name));
    assert.equal(cookies[0].httpOnly, true);
    assert.equal(cookies[0].sameSite, "Lax");
  }
  assert.equal(await ann.evaluate(() => document.cookie), "");
  await person.leave();
}

export const journeys = { "two sessions in two tabs": twoSessions };
