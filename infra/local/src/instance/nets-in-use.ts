import { existsSync, readFileSync } from 'node:fs';

/** Linux lists the listening TCP sockets here; elsewhere an address that is taken shows when it is bound. */
const TABLE = '/proc/net/tcp';
const LISTENS = '0A';

/**
 * Loopback networks (`127.10.1`) on which some program listens, from the text of `/proc/net/tcp`: most often the same instance
 * of another checkout. Listeners on 127.0.0.x and on all addresses do not count.
 */
export function netsInUse(table = existsSync(TABLE) ? readFileSync(TABLE, 'utf8') : ''): ReadonlySet<string> {
  const nets = new Set<string>();
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', , state] = line.trim().split(/\s+/);
    // The kernel prints the address as one number of a little-endian machine: 127.10.1.30 is 1E010A7F.
    const [third, second, first] = [local.slice(2, 4), local.slice(4, 6), local.slice(6, 8)].map((byte) => parseInt(byte, 16));
    if (state === LISTENS && first === 127 && !(second === 0 && third === 0)) nets.add(`${first}.${second}.${third}`);
  }
  return nets;
}
