// An issuer of tokens that knows nothing of ours: oauth2-mock-server with an ES256 key. Does what the lines on stdin say, and
// answers each with one line on stdout. The first argument is what it calls itself; without one, its own URL.
import { createInterface } from "node:readline";
import { OAuth2Server } from "oauth2-mock-server";

const [name] = process.argv.slice(2);
let port = 0;
let key;
let server;

async function up() {
  server = new OAuth2Server();
  if (name) server.issuer.url = name;
  key = key ? await server.issuer.keys.add(key) : await server.issuer.keys.generate("ES256", { kid: "key-1" });
  await server.start(port, "127.0.0.1");
  port = server.address().port;
  return JSON.stringify({ issuer: server.issuer.url, url: `http://127.0.0.1:${port}` });
}

async function down() {
  await server.stop();
  return "down";
}

// Another key takes the place of the one before, which is not published any more.
async function rotate(kid) {
  await down();
  key = undefined;
  server = new OAuth2Server();
  key = await server.issuer.keys.generate("ES256", { kid });
  return up();
}

// As Privy's access tokens: RFC 7519's claims and a session id, without the ones that the issuer adds of its own.
async function token(claims) {
  return server.issuer.buildToken({
    scopesOrTransform: (header, payload) => {
      delete payload.nbf;
      Object.assign(payload, { sid: "cm0000000000000000000session" }, JSON.parse(claims));
    },
  });
}

const commands = { up, down, rotate, token };
for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...rest] = line.split(" ");
  console.log(await commands[command](rest.join(" ")));
}
