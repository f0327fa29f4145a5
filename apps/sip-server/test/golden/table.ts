import type { Deliberate } from './deliberate.js';

const HEAD = `# Differences from drachtio-server

Conversations of applications and phones with a real drachtio-server were recorded and are replayed against this server
(\`src/golden.spec.ts\`). Whatever is not listed here has to be equal, but for times and for names drawn at random. Written from
\`test/golden/deliberate.ts\`: \`npx vitest run --project unit apps/sip-server/src/golden.spec.ts -u\`.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The list as a page, with columns as wide as their widest cell. */
export function asPage(list: readonly Deliberate[]): string {
  const rows = [
    ['in conversations', 'what is different, and why'],
    ...list.map(({ where, why }) => [where === undefined ? 'all' : `\`${cell(where.source)}\``, cell(why)]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]): string => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = rows.map(lineOf);
  return [HEAD, first, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others, ''].join('\n');
}
