import type { Demonstration } from '@switchyard/data';
import { seconds } from '../../bootstrap/progress.mjs';
import { describeInstance } from '../instance/instance.js';
import { formatEndpoint, localEndpoint } from '../instance/addresses.js';
import type { Credentials } from '../instance/credentials.js';
import type { Plan } from '../plan.js';
import { loginSecretName, sipSecretName } from './prepare-data.js';

/** What a person needs after `up`: addresses, logins and SIP accounts. The passwords are this instance's own. */
export function printSummary(plan: Plan, demonstration: Demonstration, tookMs: number): void {
  const { addresses, credentials, folder } = plan;
  const instance = describeInstance(plan);
  const port = (name: string): string => formatEndpoint(localEndpoint(folder.net, 'sip-server-users', name));
  const streams = addresses.external.has('sip-server-users') ? '' : `, ${port('tls')} (TLS), ${port('ws')} (WS), ${port('wss')} (WSS)`;
  const out: string[] = [
    '',
    `Instance '${folder.name}' is up after${seconds(tookMs)}.`,
    '',
    `Portal        ${instance.portalUrl}/`,
    `SIP, phones   ${formatEndpoint(addresses.users.sip)} (UDP, TCP)${streams}`,
    `SIP, carriers ${formatEndpoint(addresses.trunks.sip)} (UDP, TCP)`,
    `Secrets       ${folder.at('credentials.json')}`,
    '',
    ...demonstrationTables(demonstration, credentials),
    '',
  ];
  process.stdout.write(`${out.join('\n')}\n`);
}

/** Logins, SIP accounts and numbers of the demonstration, with their passwords. */
export function demonstrationTables(demonstration: Demonstration, credentials: Credentials): string[] {
  return [
    ...table(
      ['Portal level', 'Login', 'Password'],
      demonstration.logins.map(({ level, username }) => [level, username, credentials.secret(loginSecretName(username))]),
    ),
    '',
    ...table(
      ['SIP account', 'Address of record', 'Password'],
      demonstration.accounts.map(({ label, user, domain }) => [label, `${user}@${domain}`, credentials.secret(sipSecretName(user))]),
    ),
    '',
    ...table(
      ['Number', 'Leads to'],
      demonstration.numbers.map(({ number, to }) => [number, to]),
    ),
  ];
}

/** Aligned columns without borders. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}
