// Makes calls with Stripe's own library, each at an address of its own, all at once.
//
//   node official.mjs < calls.json
//
// In: [{ "port", "key", "version", "resource", "method", "parameters" }]; out: for each, null or the error's type.
import { readFileSync } from 'node:fs';
import Stripe from 'stripe';

const calls = JSON.parse(readFileSync(0, 'utf8'));
const outcomes = calls.map(async ({ port, key, version, resource, method, parameters }) => {
  const stripe = new Stripe(key, { apiVersion: version, host: 'localhost', port, protocol: 'http', telemetry: false });
  const target = resource.split('.').reduce((part, name) => part[name], stripe);
  try {
    await target[method](parameters);
    return null;
  } catch (error) {
    return error.type ?? String(error);
  }
});
console.log(JSON.stringify(await Promise.all(outcomes)));
