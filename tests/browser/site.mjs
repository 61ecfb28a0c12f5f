import { createServer } from "node:http";

/** A site of the caller's own: it links to the portal, and customers come back to it. */
export class Site {
  static async open() {
    const site = new Site();
    site.page = "";
    site.returned = [];
    site.server = createServer((request, response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      if (request.url.startsWith("/account")) site.returned.push(request.url);
      response.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title>${site.page}`);
    });
    await new Promise((listening) => site.server.listen(0, "127.0.0.1", listening));
    // Another host name than the portal's: another site for the browser.
    site.url = `http://localhost:${site.server.address().port}`;
    return site;
  }

  /** Where a journey comes back to. */
  account(name) {
    return `${this.url}/account?from=${name}&x=%C3%BC`;
  }

  /** Whether a customer came back there. */
  has(returnUrl) {
    const { pathname, search } = new URL(returnUrl);
    return this.returned.includes(pathname + search);
  }

  close() {
    this.server.close();
  }
}
