import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';

const A = 1;
const NAME_ERROR = 3;

/** Docker's name server for the testbed: A records from a hosts file, which may grow; everything else does not exist. */
export async function startNameServer(address, hostsFile) {
  const socket = createSocket('udp4');
  socket.on('message', (query, peer) => {
    const { name, type, end } = questionOf(query);
    const lines = readFileSync(hostsFile, 'utf8').split('\n');
    const host = lines.map((line) => line.split(/\s+/)).find((words) => words.slice(1).includes(name))?.[0];
    const answered = host !== undefined && type === A;
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8580 | (host === undefined ? NAME_ERROR : 0), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(answered ? 1 : 0, 6);
    const record = Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 60, 0, 4, ...(host ?? '').split('.').map(Number)]);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...(answered ? [record] : [])]), peer.port, peer.address);
  });
  await new Promise((resolve, reject) => socket.once('error', reject).bind(53, address, resolve));
}

/** RFC 1035 §4.1.2: labels, type, class. */
function questionOf(query) {
  const labels = [];
  let at = 12;
  while (query[at] > 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]));
    at += query[at] + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}
