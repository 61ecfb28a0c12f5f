import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

// Settings of the person who runs the tests are not the tests'.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("ACCOUNTS_")));

/** The real server, as its operator and its API clients see it. */
export class Server {
  constructor(base, program, folder) {
    Object.assign(this, { base, program, folder });
  }

  /** Makes an account whose subscription is in a state; the answer is its key. */
  seed(scenario, name = "Ada Lovelace") {
    const line = ["sandbox", "seed", "--scenario", scenario, "--name", name];
    const text = execFileSync(this.program, line, { cwd: this.folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return text.match(/^key (\S+)$/m)[1];
  }

  /** What the API answers to a request for a portal session. */
  async ask(key, returnUrl) {
    const response = await fetch(`${this.base}/api/subscriptions/portal`, {
      method: "POST",
      headers: { "x-api-key": key, "Content-Type": "application/json" },
      body: JSON.stringify({ returnUrl }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Opens a portal session; the answer is its link. */
  async open(key, returnUrl) {
    const { status, body } = await this.ask(key, returnUrl);
    assert.equal(status, 200, JSON.stringify(body));
    assert.match(body.id, /^portal_sess_/);
    return body.url;
  }

  /** Changes rows behind the server's back. */
  sql(statement) {
    const script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()";
    execFileSync("python3", ["-c", script, join(this.folder, "accounts.db"), statement]);
  }
}
