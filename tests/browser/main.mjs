// The sandbox's portal in a real browser, from an API call to the way back, and the API reference.
// Usage: node main.mjs BASE_URL SERVER_PROGRAM SERVER_FOLDER BROWSER PICTURES_FOLDER
import { Browser } from "./browser.mjs";
import * as declined from "./journeys/declined.mjs";
import * as links from "./journeys/links.mjs";
import * as looks from "./journeys/looks.mjs";
import * as reference from "./journeys/reference.mjs";
import * as subscription from "./journeys/subscription.mjs";
import * as tabs from "./journeys/tabs.mjs";
import { Server } from "./server.mjs";
import { Site } from "./site.mjs";

const [base, program, folder, executable, pictures] = process.argv.slice(2);
const server = new Server(base, program, folder);
const site = await Site.open();
const browser = await Browser.launch(executable, pictures);
try {
  for (const { journeys } of [subscription, declined, links, tabs, looks, reference]) {
    for (const [name, journey] of Object.entries(journeys)) {
      const remark = await journey({ server, site, browser });
      console.log(`${name}: ${remark ?? "as expected"}`);
    }
  }
} finally {
  await browser.close();
  site.close();
}
