// A well-behaved caller: INVITE, ACK, one second of call, BYE, with the retransmissions of RFC 3261 §17.1 and nothing more. With `fresh` each
// call comes from a socket of its own, as from a phone the server has never heard of. Counts go to the parent every second.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';

const { address, server, port, rate, fresh, holdMs = 1_000 } = JSON.parse(process.argv[2]);
const T1 = 500;
const T2 = 4_000;
const GIVE_UP_MS = 64 * T1;
const SDP = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n';
const token = () => randomBytes(8).toString('hex');
const calls = new Map();
const totals = { begun: 0, done: 0, failed: 0, late: 0, repeats: 0, setupMs: [], failures: {} };

function openSocket() {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  socket.on('message', (data) => receive(data.toString('latin1'), socket));
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.once('listening', () => resolve(socket)));
}

function write(call, method, seq, branch, toTag, body = '') {
  const { port: own } = call.socket.address();
  const lines = [
    `${method} sip:bob@${server}:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${address}:${own};rport;branch=${branch}`,
    'Max-Forwards: 70',
    `From: <sip:alice@${address}>;tag=${call.tag}`,
    `To: <sip:bob@${server}>${toTag ? `;tag=${toTag}` : ''}`,
    `Call-ID: ${call.id}`,
    `CSeq: ${seq} ${method}`,
    `Contact: <sip:alice@${address}:${own}>`,
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

const send = (call, data) => call.socket.send(data, port, server);

/** Timers A and E: an INVITE doubles for ever, others up to T2; timer B or F ends it. */
function transact(call, data, isInvite) {
  let interval = T1;
  send(call, data);
  const repeat = () => {
    totals.repeats += 1;
    send(call, data);
    interval = isInvite ? interval * 2 : Math.min(interval * 2, T2);
    call.repeat = setTimeout(repeat, interval);
  };
  call.repeat = setTimeout(repeat, interval);
  call.deadline = setTimeout(() => end(call, `no answer to ${isInvite ? 'INVITE' : 'BYE'}`), GIVE_UP_MS);
}

const quiet = (call) => {
  clearTimeout(call.repeat);
  clearTimeout(call.deadline);
};

function end(call, failure) {
  quiet(call);
  if (!calls.delete(call.id)) return;
  if (failure) {
    totals.failed += 1;
    totals.failures[failure] = (totals.failures[failure] ?? 0) + 1;
  } else totals.done += 1;
  if (fresh) call.socket.close();
}

async function begin(shared) {
  const call = {
    id: token(),
    tag: token(),
    branch: `z9hG4bK${token()}`,
    socket: shared ?? (await openSocket()),
    beganMs: performance.now(),
  };
  calls.set(call.id, call);
  totals.begun += 1;
  transact(call, write(call, 'INVITE', 1, call.branch, '', SDP), true);
}

function receive(text) {
  const status = Number(text.slice(8, 11));
  const call = calls.get(/^Call-ID:\s*(\S+)/im.exec(text)?.[1]);
  const [, seq, method] = /^CSeq:\s*(\d+)\s+(\w+)/im.exec(text) ?? [];
  if (!call || !status || !method) return;
  const toTag = /^To:.*;tag=([^;\s]+)/im.exec(text)?.[1];
  if (method === 'BYE') {
    if (status >= 200) end(call, status < 300 ? undefined : `${status} to BYE`);
    return;
  }
  if (status < 200) return clearTimeout(call.repeat);
  if (status >= 300) {
    send(call, write(call, 'ACK', seq, call.branch, toTag));
    return end(call, `${status} to INVITE`);
  }
  send(call, call.ack ?? (call.ack = write(call, 'ACK', seq, `z9hG4bK${token()}`, toTag)));
  if (call.answered) return;
  call.answered = true;
  quiet(call);
  totals.setupMs.push(performance.now() - call.beganMs);
  setTimeout(() => transact(call, write(call, 'BYE', 2, `z9hG4bK${token()}`, toTag), false), holdMs);
}

const shared = fresh ? undefined : await openSocket();
let placing = setInterval(() => void begin(shared), 1_000 / rate);
const report = () => process.send({ ...totals, open: calls.size });
setInterval(report, 500);
process.on('message', (word) => {
  if (word !== 'stop') return;
  clearInterval(placing);
  placing = undefined;
  // Those under way end by themselves, at the latest when their timers do.
  const waiting = setInterval(() => {
    if (calls.size > 0) return;
    clearInterval(waiting);
    report();
    process.disconnect();
    process.exit(0);
  }, 100);
});
