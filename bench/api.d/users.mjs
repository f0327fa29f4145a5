// Fifty people at work: of the platform, of brands and of clients, each with a connection and a session of its own. A person does one thing after
// the other (closed loop): reads a list, narrows it, opens a row of what it saw, creates something; how often each is in `DOES`.
import { Agent, request } from 'node:http';
import { PASSWORD } from './load.mjs';

/** In ten things that somebody does. */
const DOES = ['list', 'filter', 'detail', 'list', 'create', 'filter', 'detail', 'list', 'list', 'detail'];
const SIP_PASSWORD = 'ABCdef123+xyz456';
const DAY_MS = 86_400_000;
let serial = Date.now() % 1_000_000_000;

/** One request over the person's own connection; answers status, body text and milliseconds until its last byte. */
export function send({ api, agent, token }, method, path, body) {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const began = performance.now();
    const sent = request(
      {
        host: api.host,
        port: api.port,
        method,
        path,
        agent,
        headers: {
          // The name of a portal: logins at other names are refused.
          host: 'localhost',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode, text: Buffer.concat(parts).toString(), ms: performance.now() - began }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

export async function logIn(api, level, username) {
  const person = { api, level, agent: new Agent({ keepAlive: true, maxSockets: 1 }) };
  const { status, text } = await send(person, 'POST', `/api/${level}/login`, { username, password: PASSWORD });
  if (status !== 200) throw new Error(`${username} cannot log in: ${status} ${text}`);
  return { ...person, token: JSON.parse(text).token };
}

const pick = (items) => items[Math.floor(Math.random() * items.length)];
const upTo = (n) => Math.floor(Math.random() * n);
const dayAgo = (days) => new Date(Date.now() - days * DAY_MS).toISOString();
const aDay = () => {
  const days = 2 + upTo(80);
  return `startedAt[gte]=${dayAgo(days)}&startedAt[lt]=${dayAgo(days - 1)}`;
};

/** What people of a level look at: addresses below `/api/{level}/`, the pages they turn to, what they search by. */
const LISTS = {
  platform: [() => `clients?page=${1 + upTo(20)}`, () => 'brands', () => `billable-calls?page=${1 + upTo(3)}`],
  brand: [() => `clients?page=${1 + upTo(3)}`, () => `terminals?page=${1 + upTo(20)}`, () => `residential-devices?page=${1 + upTo(5)}`, () => `billable-calls?page=${1 + upTo(10)}`, () => 'routing-patterns'], // prettier-ignore
  client: [() => 'terminals', () => `billable-calls?page=${1 + upTo(3)}`, () => `billable-calls?sort=-startedAt&page=${1 + upTo(3)}`],
};
const FILTERS = {
  platform: [
    () => `clients?name[start]=Client%20${String(upTo(200)).padStart(4, '0')}`,
    () => `billable-calls?${aDay()}`,
    () => `clients?type=retail`,
  ],
  brand: [
    () => `clients?name[contains]=${upTo(100)}`,
    () => `clients?type=${pick(['vpbx', 'residential', 'retail'])}`,
    () => `terminals?name[start]=vpb${upTo(100)}`,
    () => `billable-calls?direction=outbound&${aDay()}`,
    () => `billable-calls?callee[start]=%2B346${String(upTo(100)).padStart(2, '0')}`,
  ],
  client: [
    () => `terminals?name[contains]=x${upTo(25)}`,
    () => `billable-calls?direction=inbound&${aDay()}`,
    () => `billable-calls?durationSec[gte]=300`,
  ],
};

/** What somebody creates; undefined: nothing, it reads a list instead. */
function creationOf(person) {
  const name = `new${(serial += 1)}`;
  if (person.level === 'client') return ['terminals', { name, password: SIP_PASSWORD }];
  if (person.level === 'brand' && person.residentialId !== undefined)
    return ['residential-devices', { clientId: person.residentialId, name, password: SIP_PASSWORD }];
  return undefined;
}

async function act(person, what, tally) {
  const base = `/api/${person.level}/`;
  const creation = what === 'create' ? creationOf(person) : undefined;
  const kind = what === 'create' && !creation ? 'list' : what === 'detail' && person.seen.length === 0 ? 'list' : what;
  const path = creation ? creation[0] : kind === 'detail' ? pick(person.seen) : pick((kind === 'filter' ? FILTERS : LISTS)[person.level])();
  const { status, text, ms } = await send(person, creation ? 'POST' : 'GET', base + path, creation?.[1]);
  tally(kind, person.level, path, ms, status);
  if (status >= 400) throw new Error(`${person.level} ${kind} ${path}: ${status} ${text.slice(0, 400)}`);
  if (kind === 'list' || kind === 'filter') {
    const { items } = JSON.parse(text);
    // Opens rows of the lists it saw last, as a person would.
    person.seen = [...items.slice(0, 10).map(({ id }) => `${path.split('?')[0]}/${id}`), ...person.seen].slice(0, 30);
  }
}

/** People with their sessions: 2 of the platform, 18 of as many brands as there are, the others of clients of all brands. */
export async function gather(api, { count, brands, clients }) {
  const people = [];
  for (let n = 0; n < count; n++) {
    if (n < 2) people.push(await logIn(api, 'platform', 'bench-platform'));
    else if (n < 20) people.push(await logIn(api, 'brand', `bench-b${n % brands}`));
    else people.push(await logIn(api, 'client', `bench-c${n % clients}`));
  }
  for (const person of people) {
    person.seen = [];
    if (person.level !== 'brand') continue;
    const { text } = await send(person, 'GET', '/api/brand/clients?type=residential&itemsPerPage=1');
    person.residentialId = JSON.parse(text).items[0]?.id;
  }
  return people;
}

/** Everybody works for `seconds`, with `thinkMs` on average between an answer and the next request (0: none). Answers what each request took. */
export async function work(people, { seconds, thinkMs }) {
  const taken = [];
  let failed = 0;
  const ends = performance.now() + seconds * 1000;
  await Promise.all(
    people.map(async (person, at) => {
      // Nobody begins in step with the others.
      if (thinkMs > 0) await new Promise((done) => setTimeout(done, Math.random() * thinkMs));
      for (let turn = at; performance.now() < ends; turn++) {
        try {
          await act(person, DOES[turn % DOES.length], (kind, level, path, ms, status) => taken.push({ kind, level, path, ms, status }));
        } catch (thrown) {
          if (failed++ < 3) process.stderr.write(`${thrown.message}\n`);
        }
        if (thinkMs > 0) await new Promise((done) => setTimeout(done, thinkMs * (0.5 + Math.random())));
      }
    }),
  );
  return { taken, failed, perSec: taken.length / seconds };
}
