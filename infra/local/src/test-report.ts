import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from '../bootstrap/paths.mjs';

/** The outcome of one suite. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Name and first lines of each failure. */
  readonly failures: readonly { readonly name: string; readonly text: string }[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/**
 * Counts a vitest JSON report. A file that could not be loaded counts as one failure, and so does a run that wrote no report
 * or ended with an error that belongs to no test.
 */
export function readVitestReport(file: string, exitCode: number, output: string): Tally {
  if (!existsSync(file)) return crashed(`vitest wrote no report and ended with ${exitCode}`);
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  const failures: { name: string; text: string }[] = [];
  let skipped = 0;
  for (const suite of report.testResults) {
    const where = relative(ROOT, suite.name);
    const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName, failureMessages } of failed)
      failures.push({ name: `${where} > ${fullName}`, text: (failureMessages ?? []).join('\n') });
    skipped += suite.assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)).length;
    if (suite.status === 'failed' && failed.length === 0) failures.push({ name: where, text: suite.message || reportOf(where, output) });
  }
  if (exitCode !== 0 && failures.length === 0) failures.push(...crashed(`vitest ended with ${exitCode} although no test failed`).failures);
  return { passed: report.numPassedTests, failed: failures.length, skipped, failures };
}

/** What vitest printed about a file whose hooks failed: its JSON report does not tell. */
function reportOf(where: string, output: string): string {
  const lines = output.split('\n');
  const at = lines.findIndex((line) => line.includes('FAIL') && line.includes(where));
  return at < 0
    ? 'could not be loaded'
    : lines
        .slice(at + 1, at + 12)
        .join('\n')
        .trim();
}

/** Counts the report of tools/check.mjs: one check is one test. */
export function readCheckReport(file: string, exitCode: number, output: string): Tally {
  if (!existsSync(file)) return crashed(`tools/check.mjs wrote no report and ended with ${exitCode}:\n${output}`);
  const report = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly name: string; readonly ok: boolean }[];
  const failures = report.filter(({ ok }) => !ok).map(({ name }) => ({ name: `check ${name}`, text: output }));
  return { passed: report.length - failures.length, failed: failures.length, skipped: 0, failures };
}

/** A report that is a tally already. */
export function readTallyReport(file: string, exitCode: number, output: string): Tally {
  if (!existsSync(file)) return crashed(`no report was written, and the exit code is ${exitCode}:\n${output}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Tally;
}

export const crashed = (text: string): Tally => ({ passed: 0, failed: 1, skipped: 0, failures: [{ name: 'run', text }] });

/** The failures as text for the terminal, each cut to what fits on a screen. */
export const describeFailures = ({ failures }: Tally, lines = 25): string =>
  failures
    .map(({ name, text }) => {
      const body = text.trimEnd().split('\n');
      return [`  ✗ ${name}`, ...body.slice(0, lines).map((line) => `      ${line}`), ...(body.length > lines ? ['      …'] : [])].join(
        '\n',
      );
    })
    .join('\n');

export const sumOf = (tallies: readonly Tally[]): Pick<Tally, 'passed' | 'failed' | 'skipped'> => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  skipped: tallies.reduce((sum, { skipped }) => sum + skipped, 0),
});
