// The application server of the bench: sends every call back to the proxy it came from, for the phone that was dialled (2000000 + n is `u<n>`). It
// records its route and rewrites the Call-ID, as two legs of a call have different ones; otherwise it keeps nothing. The same for both sides.
// Started as `turnaround.mjs address port file-of-terminals secret-key`; what it costs is not counted.
import { createSocket } from 'node:dgram';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PLAIN_CALL, signCallInfo } from '@switchyard/call-flow';
import { systemClock } from '@switchyard/kernel';

const [, , address, port, file, key] = process.argv;
const { brandId, clientId, terminals, domain } = JSON.parse(readFileSync(file, 'utf8'));
const FIRST_EXTENSION = 2_000_000;
const SUFFIX = '-ta';
const OWN_ROUTE = `<sip:${address}:${port};lr>`;
const socket = createSocket('udp4');

socket.on('message', (data, from) => {
  const text = data.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return;
  const [first, ...lines] = text.slice(0, end).split('\r\n');
  // Several values of one header may stand in one line.
  const headers = lines.flatMap((line) =>
    isVia(line)
      ? line
          .slice(line.indexOf(':') + 1)
          .split(',')
          .map((value) => `Via: ${value.trim()}`)
      : [line],
  );
  const body = text.slice(end);
  const sent = first.startsWith('SIP/2.0 ') ? response(first, headers, body) : request(first, headers, body, from);
  if (sent) socket.send(Buffer.from(sent.text, 'latin1'), sent.port, sent.host);
});
socket.bind(Number(port), address, () => console.log('bound'));

/** Back the way it came: our Via goes, the Call-ID changes sides. */
function response(first, headers, body) {
  const vias = headers.filter(isVia);
  const back = /UDP ([\d.]+):?(\d*)/.exec(vias[1] ?? '');
  if (!back) return undefined;
  const received = /received=([\d.]+)/.exec(vias[1]);
  const rest = headers.filter((line) => line !== vias[0]).map(otherSide);
  return { text: [first, ...rest].join('\r\n') + body, host: received?.[1] ?? back[1], port: Number(back[2] || 5060) };
}

function request(first, headers, body, from) {
  const [method, uri] = first.split(' ');
  if (method === 'OPTIONS') {
    const kept = headers.filter((line) => /^(via|v|from|f|to|t|call-id|i|cseq):/i.test(line));
    return { text: `SIP/2.0 200 OK\r\n${kept.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`, host: from.address, port: from.port };
  }
  const via = `Via: SIP/2.0/UDP ${address}:${port};branch=z9hG4bK${branchOf(headers)}`;
  const rest = headers.filter((line) => !isOwnRoute(line) && !/^x-info-call:/i.test(line)).map(otherSide);
  const dialled = /^sips?:(\d+)@/.exec(uri)?.[1];
  if (method === 'INVITE' && !headers.some(isOwnRoute) && dialled) {
    const n = Number(dialled) - FIRST_EXTENSION;
    const info = signCallInfo(infoOf(n, dialled), key, systemClock);
    const more = [`Record-Route: ${OWN_ROUTE}`, `X-Info-Call: ${info}`];
    return { text: [`INVITE sip:u${n}@${domain} SIP/2.0`, via, ...more, ...rest].join('\r\n') + body, host: from.address, port: from.port };
  }
  const next = /<?sips?:(?:[^@>]*@)?([\d.]+):?(\d*)/.exec(rest.find((line) => /^route:/i.test(line)) ?? (method === 'CANCEL' ? '' : uri));
  const [host, to] = next ? [next[1], Number(next[2] || 5060)] : [from.address, from.port];
  const line = method === 'CANCEL' && dialled ? `CANCEL sip:u${Number(dialled) - FIRST_EXTENSION}@${domain} SIP/2.0` : first;
  return { text: [line, via, ...rest].join('\r\n') + body, host, port: to };
}

const infoOf = (n, dialled) => ({
  ...PLAIN_CALL,
  callUid: randomUUID(),
  brandId,
  clientId,
  clientType: 'vpbx',
  caller: '1000000',
  callee: dialled,
  dialled,
  from: { kind: 'application', id: null, name: 'turnaround' },
  userId: null,
  ddiId: null,
  ddiProviderId: null,
  to: { kind: 'terminal', id: terminals[n] },
});

const isVia = (line) => /^(via|v):/i.test(line);
const isOwnRoute = (line) => /^route:/i.test(line) && line.includes(`${address}:${port}`);
/** A retransmission and a CANCEL need the branch of the first request. */
const branchOf = (headers) => `ta${/branch=z9hG4bK([^;\s]+)/.exec(headers.find(isVia) ?? '')?.[1] ?? randomBytes(8).toString('hex')}`;
const otherSide = (line) =>
  /^(call-id|i):/i.test(line) ? (line.endsWith(SUFFIX) ? line.slice(0, -SUFFIX.length) : `${line}${SUFFIX}`) : line;
