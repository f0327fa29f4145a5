import { LEVELS, type Level } from '@switchyard/kernel';
import { documentOf } from '../../src/openapi/openapi.controller.js';

type Json = Record<string, unknown>;
type Random = () => number;

export interface FuzzRequest {
  readonly level: Level;
  readonly method: string;
  /** As the document has it. */
  readonly operation: string;
  /** Address with query, from `/api` on. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Statuses that the document names. */
  readonly documented: ReadonlySet<string>;
}

interface Operation {
  readonly level: Level;
  readonly path: string;
  readonly method: string;
  readonly operation: Json;
  /** Parameters of the address, for all its methods. */
  readonly shared: readonly Json[];
}

/** Mulberry32: the same seed, the same requests. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Values that something somewhere may not expect. */
const HOSTILE: readonly unknown[] = [
  '',
  ' ',
  "'",
  '"; DROP TABLE client; --',
  "' OR '1'='1",
  '%',
  '\u0000',
  '\ud800',
  '\u202e',
  '🙂'.repeat(70),
  'a'.repeat(5000),
  '<script>alert(1)</script>',
  '{{constructor.constructor("return 1")()}}',
  '../../../etc/passwd',
  '(a+)+$',
  '(?=x)',
  '[',
  '1e400',
  '-0',
  'NaN',
  'null',
  '9'.repeat(40),
  '2026-02-30',
  '0000-00-00T00:00:00.000Z',
  '275760-09-13',
  '24:00:00',
  'http://169.254.169.254/',
  'sip:%00@x',
  -1,
  0,
  1.5,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  1e308,
  true,
  false,
  null,
  [],
  {},
  [[]],
  [null],
  [1, 1, 1],
  { $gt: '' },
  { length: 1e9 },
  { toString: 1 },
];
const IDS = ['0', '-1', '2000000000', '99999999999999999999', 'abc', '1%00', '%2e%2e', '1%20OR%201=1', '%F0%9F%99%82'];
/** Rows without which there would be nothing left to try, or nobody. */
const KEPT = /^\/(brands|clients|administrators|users|web-portals|administrator-grants)\b/;
const ENDS_SESSIONS = /^\/(logout|my\/(sessions|password|second-factor|profile)|token|single-sign-on)/;

export class Fuzzer {
  readonly #documents = new Map<Level, Json>();
  readonly #operations: Operation[] = [];
  readonly #ids = new Map<string, readonly number[]>();

  constructor(private readonly random: Random) {
    for (const level of LEVELS) {
      const document = documentOf(level);
      this.#documents.set(level, document);
      for (const [path, at] of Object.entries(document['paths'] as Record<string, Json>)) {
        if (ENDS_SESSIONS.test(path)) continue;
        for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
          const operation = at[method] as Json | undefined;
          if (operation) this.#operations.push({ level, path, method, operation, shared: (at['parameters'] ?? []) as Json[] });
        }
      }
    }
  }

  /** Addresses of lists, to learn ids from. */
  get lists(): readonly { readonly level: Level; readonly path: string }[] {
    return this.#operations.filter(
      ({ path, method }) => method === 'get' && this.#operations.some((other) => other.path === `${path}/{id}`),
    );
  }

  /** Rows that are there: without them most requests would end at a 404. */
  learn(level: Level, path: string, ids: readonly number[]): void {
    this.#ids.set(`${level} ${path}`, ids);
  }

  get operations(): number {
    return this.#operations.length;
  }

  /** The `n`th request: every operation has its turn. */
  request(n: number): FuzzRequest {
    const { level, path, method, operation, shared } = this.#operations[n % this.#operations.length] as Operation;
    const parameters = [...shared, ...((operation['parameters'] ?? []) as Json[])].map((given) => this.#resolve(level, given));
    const isKept = method !== 'get' && KEPT.test(path);
    const headers: Record<string, string> = {};
    const query = new URLSearchParams();
    let address = path;
    for (const parameter of parameters) {
      const name = String(parameter['name']);
      if (parameter['in'] === 'path')
        address = address.replace(`{${name}}`, this.#id(name, isKept, this.#ids.get(`${level} ${path.split('/{id}')[0] ?? ''}`) ?? []));
      else if (parameter['in'] === 'header') {
        if (this.#maybe(0.1)) headers[name.toLowerCase()] = this.#headerText();
      } else if (parameter['required'] ? this.#maybe(0.9) : this.#maybe(0.08)) this.#query(query, parameter, level);
    }
    if (isKept && method === 'delete') query.delete('id');
    if (this.#maybe(0.03))
      query.append(this.#pick(['nonsense', '__proto__', 'constructor', 'id[in][]', 'sort[]', '_properties[]']), this.#word());
    if (this.#maybe(0.05)) headers['accept'] = this.#pick(['text/csv', 'application/xml', '*/*;q=x', ',', 'text/html']);
    const content = (operation['requestBody'] as Json | undefined)?.['content'] as Record<string, Json> | undefined;
    const [type, media] = Object.entries(content ?? {})[0] ?? [];
    let body: string | undefined;
    if (type !== undefined && media !== undefined) {
      headers['content-type'] = this.#maybe(0.03)
        ? this.#pick(['text/plain', 'application/xml', 'application/json; charset=utf-7', 'x'])
        : type;
      body = type === 'application/json' ? this.#jsonBody(level, media['schema'] as Json) : this.#word();
    }
    const search = query.size === 0 ? '' : `?${query.toString()}`;
    const base = 'servers' in ((this.#documents.get(level)?.['paths'] as Record<string, Json>)[path] ?? {}) ? '/api' : `/api/${level}`;
    return {
      level,
      method: method.toUpperCase(),
      operation: `${level} ${method.toUpperCase()} ${path}`,
      address: `${base}${address}${search}`,
      headers,
      body,
      documented: new Set(Object.keys(operation['responses'] as Json)),
    };
  }

  #maybe(share: number): boolean {
    return this.random() < share;
  }
  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }
  #whole(max: number): number {
    return Math.floor(this.random() * max);
  }
  #word(): string {
    const value = this.#pick(HOSTILE);
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
  /** What a client of HTTP can send: no line breaks, ISO 8859-1. */
  #headerText(): string {
    return this.#pick(['*', '"x"', 'W/"x"', '""', ',', 'é'.repeat(40), 'a'.repeat(600), 'key-1', 'key-2', '\t', '"']);
  }
  #id(name: string, isKept: boolean, known: readonly number[]): string {
    if (name !== 'id') return this.#pick(['x', 'index.html', '..%2f', '00000000-0000-4000-8000-000000000000', '%00', 'a'.repeat(300)]);
    if (!isKept && known.length > 0 && this.#maybe(0.8)) return String(this.#pick(known));
    return isKept || this.#maybe(0.5) ? this.#pick(IDS) : String(1 + this.#whole(60));
  }

  #query(query: URLSearchParams, parameter: Json, level: Level): void {
    const name = String(parameter['name']);
    const operators = /\[([\w|]+)\]$/.exec((parameter['description'] as string | undefined) ?? '')?.[1]?.split('|') ?? [];
    const key = operators.length > 0 && this.#maybe(0.6) ? `${name}[${this.#pick([...operators, 'nonsense'])}]` : name;
    const value = this.#maybe(0.3) ? this.#word() : this.#value(level, parameter['schema'] as Json, 0);
    query.append(key, typeof value === 'string' ? value : JSON.stringify(value));
    if (this.#maybe(0.1)) query.append(key, this.#word());
  }

  #jsonBody(level: Level, schema: Json): string {
    if (this.#maybe(0.02)) return this.#pick(['', '{', '[1,', 'nul', '"', '{"a":1}}', '\ufeff{}', '[]', '1', 'null']);
    const value = this.#value(level, schema, 0);
    if (this.#maybe(0.02)) return JSON.stringify(this.#pick(HOSTILE));
    const text = JSON.stringify(value) ?? 'null';
    return this.#maybe(0.02) ? text.replace('{', '{"__proto__":{"x":1},') : text;
  }

  #resolve(level: Level, given: Json): Json {
    let found: unknown = given;
    while (typeof (found as Json | undefined)?.['$ref'] === 'string')
      found = String((found as Json)['$ref'])
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], this.#documents.get(level));
    return (found ?? {}) as Json;
  }

  /** A value that the schema takes, most often. */
  #value(level: Level, given: Json, depth: number): unknown {
    const schema = this.#resolve(level, given);
    if (this.#maybe(0.04) && depth > 0) return this.#pick(HOSTILE);
    const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
    if (choices) return this.#value(level, this.#pick(choices), depth + 1);
    const values = schema['enum'] as unknown[] | undefined;
    if (values) return this.#pick(values);
    const examples = schema['examples'] as unknown[] | undefined;
    if (examples?.length && this.#maybe(0.6)) return this.#pick(examples);
    if (schema['default'] !== undefined && this.#maybe(0.4)) return schema['default'];
    const type = schema['type'];
    switch (Array.isArray(type) ? (this.#pick(type) as string) : type) {
      case 'object': {
        const wanted = new Set((schema['required'] ?? []) as string[]);
        const value: Json = {};
        for (const [key, of] of Object.entries((schema['properties'] ?? {}) as Record<string, Json>))
          if (wanted.has(key) ? !this.#maybe(0.02) : this.#maybe(depth > 3 ? 0.05 : 0.3)) value[key] = this.#value(level, of, depth + 1);
        if (this.#maybe(0.02)) value[this.#pick(['id', 'brandId', 'clientId', 'balance', 'nonsense', 'constructor'])] = this.#whole(5);
        return value;
      }
      case 'array':
        return Array.from({ length: this.#whole(depth > 3 ? 1 : 3) }, () => this.#value(level, (schema['items'] ?? {}) as Json, depth + 1));
      case 'integer':
      case 'number': {
        const low = Number(schema['minimum'] ?? 0);
        // Small numbers are ids of rows that are there.
        const high = Math.min(Number(schema['maximum'] ?? 60), low + 60);
        return low + this.#whole(high - low + 1);
      }
      case 'boolean':
        return this.#maybe(0.5);
      case 'string':
        return this.#text(schema);
      case 'null':
        return null;
      default:
        return this.#pick(HOSTILE);
    }
  }

  #text(schema: Json): string {
    const max = Math.min(Number(schema['maxLength'] ?? 20), 20);
    if (schema['format'] === 'date-time') return new Date(1_790_000_000_000 + this.#whole(100_000_000) * 100).toISOString();
    return this.#pick([
      'x'.repeat(this.#whole(max + 1)),
      `name ${this.#whole(1_000_000)}`.slice(0, max),
      `+34${600_000_000 + this.#whole(1000)}`,
      String(this.#whole(10_000)),
      '0.5',
      'example.test',
      `u${this.#whole(100_000)}@example.test`,
      '10.1.2.3',
      'Abcdefghij123+XYZ',
      '2026-11-21',
      '09:00:00',
      'user,extension',
    ]);
  }
}
