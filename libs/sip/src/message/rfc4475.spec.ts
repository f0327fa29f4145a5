import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TORTURE_MESSAGES, type TortureMessage } from '../testing/index.js';
import { parseAsText, parseMessage } from './parse-message.js';

const folder = fileURLToPath(new URL('../../../../../shared/data/rfc4475/', import.meta.url));
const isThere = existsSync(folder);
if (!isThere)
  process.stdout.write('RFC 4475 messages are absent (shared/data/rfc4475 beside the project): only our own equivalents are tried\n');

const CASES = TORTURE_MESSAGES.map((torture) => [torture.name, torture] as const);

function expectOutcome(data: Buffer, { refused }: TortureMessage): void {
  const parsed = parseMessage(data);
  expect(parseAsText(data).ok).toBe(parsed.ok);
  if (refused === undefined) {
    expect(parsed.ok ? 'taken' : parsed.error).toBe('taken');
    return;
  }
  if (parsed.ok) expect.fail(`was taken, not refused as ${refused.code}`);
  expect(parsed.error.code).toBe(refused.code);
  if (refused.header) expect(parsed.error.header).toBe(refused.header);
}

describe('the torture messages of RFC 4475', () => {
  it('are all 49, each with its section', () => {
    expect(new Set(TORTURE_MESSAGES.map(({ name }) => name)).size).toBe(49);
    expect(new Set(TORTURE_MESSAGES.map(({ section }) => section)).size).toBe(49);
  });

  it.runIf(isThere)('are exactly the files of the corpus', () => {
    const names = readdirSync(folder).map((file) => file.replace(/\.dat$/, ''));
    expect(names.sort()).toEqual(TORTURE_MESSAGES.map(({ name }) => name).sort());
  });

  it.runIf(isThere).each(CASES)('%s of the RFC is taken or refused as its section asks', (name, torture) => {
    expectOutcome(readFileSync(`${folder}${name}.dat`), torture);
  });

  it.each(CASES)('%s of our own is taken or refused likewise', (_name, torture) => {
    expectOutcome(torture.own, torture);
  });
});
