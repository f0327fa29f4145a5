// A light caller beside the load: it measures response times finer than sipp's clock (4 ms), one transaction or call every few milliseconds.
// Started as `probe.mjs kind target rate seconds`; writes one line of JSON.
import { createHash, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { setPriority } from 'node:os';
import { PROBE, SECRET, SIP_PORT } from './places.mjs';

const [, , kind, target, rate, seconds] = process.argv;
const LAST_ANSWER_MS = 1_000;
const SDP = 'v=0\r\no=p 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n';
try {
  setPriority(-15); // what is measured is the server, not how long this process waits for a core
} catch {
  // not permitted: times include our own waiting, for ours and for the reference alike
}
const socket = createSocket('udp4');
const calls = new Map();
const timesMs = [];
const hops = [];
let sent = 0;

const send = (text) => socket.send(Buffer.from(text, 'latin1'), SIP_PORT, target);
const md5 = (text) => createHash('md5').update(text).digest('hex');
const header = (text, name) => new RegExp(`^${name}\\s*:\\s*(.*)$`, 'im').exec(text)?.[1]?.trim();

function request(call, method, { uri, to, cseq, more = '', body = '' }) {
  return `${method} ${uri} SIP/2.0\r\nVia: SIP/2.0/UDP ${PROBE}:${SIP_PORT};branch=z9hG4bK${randomBytes(8).toString('hex')}\r\n${more}From: <sip:u9999@bench.test>;tag=${call.tag}\r\nTo: ${to}\r\nCall-ID: ${call.id}\r\nCSeq: ${cseq} ${method}\r\nContact: <sip:u9999@${PROBE}:${SIP_PORT}>\r\nMax-Forwards: 70\r\n${body ? 'Content-Type: application/sdp\r\n' : ''}Content-Length: ${body.length}\r\n\r\n${body}`;
}

const begin = {
  options: (call) =>
    send(request(call, 'OPTIONS', { uri: `sip:${target}`, to: `<sip:${target}>`, cseq: 1, more: `X-Probe: ${call.id}\r\n` })),
  register: (call) =>
    send(request(call, 'REGISTER', { uri: 'sip:bench.test', to: '<sip:u9999@bench.test>', cseq: 1, more: 'Expires: 3600\r\n' })),
  call: (call) => send(request(call, 'INVITE', { uri: `sip:bob@${target}`, to: `<sip:bob@${target}>`, cseq: 1, body: SDP })),
};

const answered = {
  options: (call, text) => {
    finish(call);
    const [seen, answered] = [header(text, 'X-Seen'), header(text, 'X-Answered')];
    if (seen) hops.push({ id: call.id, seen, answered });
  },
  register: (call, text) => {
    if (!text.startsWith('SIP/2.0 401')) return finish(call);
    const challenge = header(text, 'WWW-Authenticate');
    const nonce = /nonce="([^"]*)"/.exec(challenge)[1];
    const realm = /realm="([^"]*)"/.exec(challenge)[1];
    const response = md5(`${md5(`u9999:${realm}:${SECRET}`)}:${nonce}:00000001:cafe:auth:${md5('REGISTER:sip:bench.test')}`);
    const more = `Expires: 3600\r\nAuthorization: Digest username="u9999", realm="${realm}", nonce="${nonce}", uri="sip:bench.test", response="${response}", algorithm=MD5, cnonce="cafe", qop=auth, nc=00000001\r\n`;
    send(request(call, 'REGISTER', { uri: 'sip:bench.test', to: '<sip:u9999@bench.test>', cseq: 2, more }));
  },
  call: (call, text) => {
    const [, method] = header(text, 'CSeq').split(' ');
    if (method !== 'INVITE' || text.startsWith('SIP/2.0 1')) return;
    finish(call);
    if (!text.startsWith('SIP/2.0 200')) return;
    const routes = [...text.matchAll(/^Record-Route\s*:\s*(.*?)\r?$/gim)].map(([, value]) => `Route: ${value}\r\n`).reverse();
    const inDialog = { uri: /<([^>]*)>/.exec(header(text, 'Contact'))[1], to: header(text, 'To'), more: routes.join('') };
    send(request(call, 'ACK', { ...inDialog, cseq: 1 }));
    send(request(call, 'BYE', { ...inDialog, cseq: 2 }));
  },
};

function finish(call) {
  if (call.done) return;
  call.done = true;
  timesMs.push(Number(process.hrtime.bigint() - call.startedAt) / 1e6);
}

socket.on('message', (data) => {
  const text = data.toString('latin1');
  const call = calls.get(header(text, 'Call-ID'));
  if (call && text.startsWith('SIP/2.0 ')) answered[kind](call, text);
});
socket.bind(SIP_PORT, PROBE, () => {
  const clock = setInterval(
    () => {
      const call = {
        id: randomBytes(12).toString('hex'),
        tag: randomBytes(6).toString('hex'),
        startedAt: process.hrtime.bigint(),
        done: false,
      };
      calls.set(call.id, call);
      sent += 1;
      begin[kind](call);
    },
    1_000 / Number(rate),
  );
  setTimeout(
    () => {
      clearInterval(clock);
      setTimeout(() => {
        socket.close();
        console.log(JSON.stringify({ sent, timesMs, hops }));
      }, LAST_ANSWER_MS);
    },
    Number(seconds) * 1_000,
  );
});
