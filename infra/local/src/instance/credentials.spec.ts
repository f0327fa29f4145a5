import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCredentials } from './credentials.js';

let file = '';
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'switchyard-credentials-')), 'credentials.json');
});
afterEach(() => rmSync(join(file, '..'), { recursive: true }));

it('makes each secret once, different from all others, and keeps it', () => {
  const first = openCredentials(file);
  const made = ['login:admin', 'sip:alice', 'sip:bob'].map((name) => first.obtain(name));
  expect(new Set(made).size).toBe(3);
  for (const secret of made) expect(secret).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[A-Za-z0-9]{24}$/);
  expect(first.obtain('platform:jwt')).toHaveLength(48);
  const again = openCredentials(file);
  expect(again.obtain('sip:alice')).toBe(made[1]);
  expect(again.secret('sip:bob')).toBe(made[2]);
});

it('lets only its owner read the file', () => {
  openCredentials(file).obtain('x');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('refuses a name that was never made, and tells the names but no secret', () => {
  const credentials = openCredentials(file);
  const secret = credentials.obtain('sip:alice');
  expect(() => credentials.secret('sip:mallory')).toThrow(/no secret 'sip:mallory'; it has sip:alice/);
  expect(() => credentials.secret('sip:mallory')).not.toThrow(secret);
});
