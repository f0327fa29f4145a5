import { PROBLEMS } from '@switchyard/api-kit';
import { LEVELS, type Level } from '@switchyard/kernel';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { makeWholeWorld, type WholeWorld } from '../../../libs/data/test/support/whole-world.js';
import { startApi, type Api } from './support/api.js';
import { Fuzzer, seeded, type FuzzRequest } from './support/fuzzer.js';

/** `bench/api-fuzz` asks for more. */
const REQUESTS = Number(process.env['SWITCHYARD_FUZZ_REQUESTS'] ?? '2000');
const SEED = Number(process.env['SWITCHYARD_FUZZ_SEED'] ?? '20261121');
const AT_ONCE = 8;
/** What the test leaves away answers so: no Redis, no engine, nothing outside. */
const EXPECTED = new Set(['not-served-yet', 'live-away', 'queue-away', 'snapshot-unavailable', 'identity-provider-away']);
const INSIDE = /node_modules|\.[tj]s:\d+|QueryFailedError|ER_[A-Z_]{4,}|\bat (?:async )?\w+[.\w]* \(/;

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

describe('requests that are made of the OpenAPI documents', () => {
  const test = useDatabase();
  let api: Api;
  let world: WholeWorld;
  const failures: string[] = [];
  beforeAll(async () => {
    world = await makeWholeWorld(test.database);
    api = await startApi(test.database, world.brands, undefined, {}, { error: (message, facts) => void failures.push(`${message} ${JSON.stringify(facts)}`) }); // prettier-ignore
  }, 300_000);
  afterAll(() => api?.close());

  const tokens = new Map<Level, Promise<string>>();
  const tokenOf = (level: Level, isNew = false): Promise<string> => {
    const [a] = world.brands;
    const known = isNew ? undefined : tokens.get(level);
    const token = known ?? api.tokenOf(level, a, a.clients.find(({ type }) => type === 'vpbx') ?? a.clients[0]);
    tokens.set(level, token);
    return token;
  };

  const send = ({ method, address, headers, body }: FuzzRequest, token: string): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const url = new URL(api.url);
      const sent = request(
        { host: url.hostname, port: url.port, method, path: address, headers: { authorization: `Bearer ${token}`, ...headers } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk: string) => (text += chunk));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  /** What is wrong with an answer; undefined: nothing. */
  const faultOf = ({ documented }: FuzzRequest, { status, type, text }: Reply): string | undefined => {
    if (INSIDE.test(text)) return 'shows the inside';
    if (status < 400)
      return documented.has(String(status)) || status === 304 ? undefined : `is answered ${status}, which is not documented`;
    if (!type.includes('application/problem+json')) return `is refused with ${status} ${type}`;
    const { code, status: said } = JSON.parse(text) as { code: string; status: number };
    if (!Object.hasOwn(PROBLEMS, code) || said !== status) return `is refused with ${status} ${code}`;
    return status >= 500 && !EXPECTED.has(code) ? `is answered ${status} ${code}` : undefined;
  };

  it(
    `find no fault of ours in ${REQUESTS} of them (seed ${SEED})`,
    async () => {
      const fuzzer = new Fuzzer(seeded(SEED));
      const faults: string[] = [];
      const statuses = new Map<number, number>();
      const begun = performance.now();
      /** Looks again every now and then: rows go. */
      const learn = async (): Promise<void> => {
        for (const { level, path } of fuzzer.lists) {
          const asked = { level, method: 'GET', operation: path, address: `/api/${level}${path}?itemsPerPage=50&_properties=id`, headers: {}, body: undefined, documented: new Set<string>() }; // prettier-ignore
          const { status, text } = await send(asked, await tokenOf(level));
          if (status === 200) fuzzer.learn(level, path, ((JSON.parse(text) as { items?: { id: number }[] }).items ?? []).map(({ id }) => id)); // prettier-ignore
        }
      };
      await learn();
      let next = 0;
      const worker = async (): Promise<void> => {
        while (next < REQUESTS && faults.length < 50) {
          // A large step visits far operations, also when there are fewer requests than operations.
          if (next > 0 && next % 10_000 === 0) await learn();
          const asked = fuzzer.request(next++ * 7919);
          let reply = await send(asked, await tokenOf(asked.level));
          if (reply.status === 401 && reply.text.includes('token-invalid')) reply = await send(asked, await tokenOf(asked.level, true));
          statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
          const fault = faultOf(asked, reply);
          if (fault !== undefined) faults.push(`${asked.operation} ${fault}: ${asked.address} ${JSON.stringify(asked.headers)} ${asked.body ?? ''} → ${reply.text.slice(0, 300)}`); // prettier-ignore
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      const perSecond = Math.round((1000 * next) / (performance.now() - begun));
      process.stdout.write(`${JSON.stringify({ requests: next, seed: SEED, operations: fuzzer.operations, perSecond, statuses: Object.fromEntries([...statuses].sort()) })}\n`); // prettier-ignore
      expect(
        faults,
        failures
          .filter((text) => !/Redis does not answer/.test(text))
          .slice(0, 20)
          .join('\n'),
      ).toEqual([]);
      // Or it would have tried nothing.
      expect([...statuses].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(REQUESTS / 10);
      for (const level of LEVELS) expect((await send({ level, method: 'GET', operation: '', address: `/api/${level}/me`, headers: {}, body: undefined, documented: new Set() }, await tokenOf(level, true))).status).toBe(200); // prettier-ignore
    },
    Math.max(300_000, REQUESTS * 60),
  );
});
