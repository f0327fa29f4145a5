// The page of one level: reads the OpenAPI document beside it and lets one try every operation. Everything it needs is on
// this server; what it shows is set as text, never as markup.
const base = location.pathname.replace(/\/docs\/?$/, '');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const byId = (id) => document.getElementById(id);

const answer = await fetch(`${base}/openapi.json`);
const api = await answer.json();
document.title = api.info.title;
byId('title').textContent = api.info.title;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What a `$ref` of this document leads to. */
function resolved(value) {
  let found = value;
  while (found?.$ref)
    found = found.$ref
      .slice(2)
      .split('/')
      .reduce((at, key) => at?.[key], api);
  return found ?? {};
}

/** A value that the schema takes, to begin with. */
function exampleOf(given, depth = 0) {
  const schema = resolved(given);
  if (schema.default !== undefined) return schema.default;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return exampleOf(choice.find(({ type }) => type !== 'null') ?? choice[0], depth);
  if (schema.type === 'object') {
    if (depth > 4) return {};
    const wanted = schema.required ?? [];
    return Object.fromEntries(wanted.map((key) => [key, exampleOf(schema.properties?.[key], depth + 1)]));
  }
  if (schema.type === 'array') return [];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  if (schema.type === 'boolean') return false;
  return schema.type === 'string' ? '' : null;
}

function credentials() {
  const token = byId('token').value.trim();
  return token === '' ? {} : { authorization: `Bearer ${token}` };
}

async function send(form, path, method, parameters, body) {
  const query = new URLSearchParams();
  const headers = credentials();
  let address = path;
  for (const { name, in: place } of parameters) {
    const value = form.elements[`${place} ${name}`].value;
    if (value === '') continue;
    if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === 'query') query.append(name, value);
    else headers[name] = value;
  }
  if (body) headers['content-type'] = body.type;
  const search = query.size === 0 ? '' : `?${query}`;
  const reply = await fetch(`${base}${address}${search}`, {
    method: method.toUpperCase(),
    headers,
    ...(body ? { body: form.elements.body.value } : {}),
  });
  const text = await reply.text();
  const shown = [...reply.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  let readable = text.slice(0, 200_000);
  if (reply.headers.get('content-type')?.includes('json') && text !== '') readable = JSON.stringify(JSON.parse(text), null, 2);
  return `${reply.status} ${reply.statusText}\n${shown}\n\n${readable}`;
}

function operationView(path, method, operation, shared) {
  const parameters = [...shared, ...(operation.parameters ?? [])].map(resolved);
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const body = type === undefined ? undefined : { type, schema: content.schema };
  const view = element(
    'details',
    { 'data-words': `${method} ${path} ${operation.summary ?? ''}`.toLowerCase() },
    element(
      'summary',
      {},
      element('span', { class: 'method' }, method.toUpperCase()),
      element('code', {}, path),
      ` ${operation.summary ?? ''}`,
    ),
  );
  // Built when it is opened: there are hundreds.
  view.addEventListener(
    'toggle',
    () => {
      const form = element('form');
      for (const { name, in: place, description = '', required } of parameters)
        form.append(
          element(
            'label',
            {},
            `${name}${required ? ' *' : ''} (${place})`,
            element('input', { name: `${place} ${name}`, title: description }),
          ),
        );
      if (body) {
        const area = element('textarea', { name: 'body', spellcheck: 'false' });
        area.value = type === 'application/json' ? JSON.stringify(exampleOf(body.schema), null, 2) : '';
        const schema = element('details', {}, element('summary', {}, 'Schema of the body'));
        schema.append(element('pre', {}, JSON.stringify(resolved(body.schema), null, 2)));
        form.append(area, schema);
      }
      const result = element('pre', { hidden: '' });
      form.append(element('button', {}, 'Send'), result);
      form.addEventListener('submit', async (event) => {
        event.preventDefault();
        result.hidden = false;
        result.textContent = '…';
        result.textContent = await send(form, path, method, parameters, body).catch((error) => String(error));
      });
      const answers = Object.entries(operation.responses ?? {}).map(([status, given]) => `${status} ${resolved(given).description ?? ''}`);
      view.append(element('small', {}, answers.join(' · ')), form);
    },
    { once: true },
  );
  return view;
}

const groups = new Map();
for (const [path, operations] of Object.entries(api.paths))
  for (const method of METHODS) {
    const operation = operations[method];
    if (!operation) continue;
    const tag = operation.tags?.[0] ?? 'Other';
    if (!groups.has(tag)) groups.set(tag, element('details', {}, element('summary', {}, tag)));
    groups.get(tag).append(operationView(path, method, operation, operations.parameters ?? []));
  }
byId('groups').replaceChildren(...[...groups.entries()].sort(([one], [other]) => one.localeCompare(other)).map(([, view]) => view));

byId('find').addEventListener('input', ({ target }) => {
  const words = target.value.toLowerCase().trim();
  for (const group of groups.values()) {
    let found = false;
    for (const view of group.querySelectorAll(':scope > details')) {
      view.hidden = words !== '' && !view.dataset.words.includes(words);
      found ||= !view.hidden;
    }
    group.hidden = !found;
    group.open = words !== '' && found;
  }
});
