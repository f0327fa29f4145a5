import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../bootstrap/paths.mjs';
import { describeFailures, readCheckReport, readTallyReport, readVitestReport, sumOf } from './test-report.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-report-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const fileWith = (value: unknown): string => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
};
const test = (status: string, fullName = status) => ({
  fullName,
  status,
  failureMessages: status === 'failed' ? ['expected 1 to be 2'] : [],
});

describe('readVitestReport', () => {
  it('counts passed, failed and skipped tests', () => {
    const file = fileWith({
      numPassedTests: 2,
      testResults: [
        {
          name: '/x/a.spec.ts',
          status: 'failed',
          assertionResults: [test('passed'), test('passed'), test('failed'), test('skipped'), test('todo')],
        },
      ],
    });
    expect(readVitestReport(file, 1, '')).toMatchObject({ passed: 2, failed: 1, skipped: 2 });
    expect(describeFailures(readVitestReport(file, 1, ''))).toMatch(/a\.spec\.ts > failed\n +expected 1 to be 2/);
  });
  it('counts a file that cannot be loaded as a failure', () => {
    const file = fileWith({
      numPassedTests: 0,
      testResults: [{ name: '/x/b.spec.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] }],
    });
    expect(readVitestReport(file, 1, '')).toMatchObject({ passed: 0, failed: 1, failures: [{ text: 'Cannot find module' }] });
  });
  it('tells what vitest printed about a file whose hooks failed', () => {
    const file = fileWith({
      numPassedTests: 0,
      testResults: [{ name: join(ROOT, 'x/c.db.ts'), status: 'failed', message: '', assertionResults: [test('skipped')] }],
    });
    expect(readVitestReport(file, 1, ' FAIL  |database| x/c.db.ts\nError: Access denied\n').failures).toEqual([
      { name: 'x/c.db.ts', text: 'Error: Access denied' },
    ]);
  });
  it('never calls a run without report a success', () => {
    expect(readVitestReport(join(folder, 'absent.json'), 0, '')).toMatchObject({ passed: 0, failed: 1 });
  });
  it('counts an error outside of all tests', () => {
    expect(readVitestReport(fileWith({ numPassedTests: 3, testResults: [] }), 1, '')).toMatchObject({ passed: 3, failed: 1 });
  });
});

it('readCheckReport counts each check', () => {
  const file = fileWith([
    { name: 'types', ok: true },
    { name: 'lint', ok: false },
  ]);
  expect(readCheckReport(file, 1, 'output')).toMatchObject({ passed: 1, failed: 1, failures: [{ name: 'check lint' }] });
});

it('readTallyReport takes the tally as it is and never calls a run without report a success', () => {
  const tally = { passed: 3, failed: 0, skipped: 2, failures: [] };
  expect(readTallyReport(fileWith(tally), 0, '')).toEqual(tally);
  expect(readTallyReport(join(folder, 'absent.json'), 0, 'output')).toMatchObject({ passed: 0, failed: 1 });
});

it('sumOf adds up suites', () => {
  const one = { passed: 2, failed: 1, skipped: 0, failures: [] };
  expect(sumOf([one, one, { ...one, failed: 0, skipped: 4 }])).toEqual({ passed: 6, failed: 2, skipped: 4 });
});
