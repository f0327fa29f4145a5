import { describe, expect, it } from 'vitest';
import { netsInUse } from './nets-in-use.js';

const HEADER = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const line = (local: string, state: string): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000000000000000 100 0 0 10 0`;

describe('networks in use', () => {
  it.each([
    ['a listener on 127.10.1.30', line('1E010A7F:08B0', '0A'), ['127.10.1']],
    ['two listeners of one network', `${line('1E010A7F:08B0', '0A')}\n${line('01010A7F:33FA', '0A')}`, ['127.10.1']],
    ['a connection', line('1E010A7F:08B0', '01'), []],
    ['a listener on localhost', line('0100007F:1F90', '0A'), []],
    ['a listener on all addresses', line('00000000:0016', '0A'), []],
    ['nobody', '', []],
  ])('counts %s', (_, lines, nets) => {
    expect([...netsInUse(`${HEADER}\n${lines}\n`)]).toEqual(nets);
  });

  it('knows nothing where the system has no such table', () => {
    expect(netsInUse('').size).toBe(0);
  });
});
