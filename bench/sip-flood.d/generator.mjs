// Sends `rate` packets per second of one mix for `seconds`. Argument: one JSON object. Prints what it sent as JSON.
import { randomBytes, randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const { mix, rate, seconds, server, port, net, sockets: socketCount } = JSON.parse(process.argv[2]);
const STEP_MS = 4;
const POOL = 4_000;
/** Sockets replaced per second by ones with other addresses and ports: the sources of a flood do not stay. */
const RENEWED_PER_SEC = 50;
const HEX = '0123456789abcdef';

let counter = randomInt(1 << 30);
let nextAddress = 0;

/** A request whose branch, Call-ID and From tag are written anew for each packet: 16 hex digits at each `@@@@@@@@@@@@@@@@`. */
function template(method) {
  const sdp =
    method === 'INVITE'
      ? 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n'
      : '';
  const text = [
    `${method} sip:100@${server} SIP/2.0`,
    'Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK@@@@@@@@@@@@@@@@',
    'Max-Forwards: 70',
    'From: "100" <sip:100@192.0.2.1>;tag=@@@@@@@@@@@@@@@@',
    `To: <sip:100@${server}>`,
    'Call-ID: @@@@@@@@@@@@@@@@',
    `CSeq: 1 ${method}`,
    'Contact: <sip:100@192.0.2.1:5060>',
    'User-Agent: flood',
    ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${sdp.length}`,
    '',
    sdp,
  ].join('\r\n');
  return placesOf(text);
}

/** The same for what belongs to nothing: requests for dialogs nobody has, and answers to what nobody asked. */
function strayTemplate(what) {
  if (what !== 'response') {
    const { data } = template(what);
    return placesOf(data.toString('latin1').replace(/^(To: .*)$/m, '$1;tag=@@@@@@@@@@@@@@@@'));
  }
  const text = [
    'SIP/2.0 200 OK',
    `Via: SIP/2.0/UDP ${server}:${port};rport;branch=z9hG4bK@@@@@@@@@@@@@@@@`,
    `From: <sip:100@${server}>;tag=@@@@@@@@@@@@@@@@`,
    'To: "100" <sip:100@192.0.2.1>;tag=@@@@@@@@@@@@@@@@',
    'Call-ID: @@@@@@@@@@@@@@@@',
    'CSeq: 1 INVITE',
    'Contact: <sip:100@192.0.2.1:5060>',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
  return placesOf(text);
}

function placesOf(text) {
  const data = Buffer.from(text);
  const places = [];
  for (let at = data.indexOf('@@@@'); at >= 0; at = data.indexOf('@@@@', at + 16)) places.push(at);
  return { data, places };
}

function renew({ data, places }) {
  counter = (counter + 1) % 0x7fff_ffff;
  for (const place of places) {
    let left = counter;
    for (let i = 0; i < 16; i++) {
      data[place + i] = HEX.charCodeAt(i < 8 ? left & 15 : (counter * (i + 7)) & 15);
      left >>= 4;
    }
  }
  return data;
}

/** Cuts, flips, doubles and inserts: what a fuzzer or a broken link makes of a request. */
function mutated(source) {
  let data = Buffer.from(source);
  const kind = randomInt(5);
  if (kind === 0) return data.subarray(0, 1 + randomInt(data.length - 1));
  if (kind === 1) for (let i = 0; i < 1 + randomInt(8); i++) data[randomInt(data.length)] = randomInt(256);
  if (kind === 2) {
    const lines = data.toString('latin1').split('\r\n');
    lines.splice(1 + randomInt(8), randomInt(2), lines[randomInt(lines.length)]);
    data = Buffer.from(lines.join('\r\n'), 'latin1');
  }
  if (kind === 3) {
    const at = randomInt(data.length);
    data = Buffer.concat([data.subarray(0, at), randomBytes(1 + randomInt(40)), data.subarray(at)]);
  }
  if (kind === 4) data = Buffer.from(data.toString('latin1').replace(/^(From|To|CSeq|Call-ID|Via)(:.*)$/m, '$1$1$2'), 'latin1');
  return data;
}

const valid = ['INVITE', 'REGISTER', 'OPTIONS'].map(template);
const pool =
  mix === 'random'
    ? Array.from({ length: POOL }, () => randomBytes(20 + randomInt(1_000)))
    : mix === 'mutated'
      ? Array.from({ length: POOL }, (_, i) => mutated(renew(valid[i % 3])))
      : [];
const strays = ['BYE', 'INVITE', 'ACK', 'CANCEL', 'response'].map(strayTemplate);
const packetOf = {
  spoofed: (i) => renew(valid[i % valid.length]),
  stray: (i) => renew(strays[i % strays.length]),
};
const packet = packetOf[mix] ?? ((i) => pool[i % POOL]);

/** A source of its own address; the network has some 4,000 of them, and ports besides. */
async function open() {
  nextAddress += 1;
  const socket = createSocket({ type: 'udp4', sendBufferSize: 65_536, recvBufferSize: 4_096 });
  const address = `${net}.${1 + (nextAddress % 16)}.${1 + (Math.floor(nextAddress / 16) % 250)}`;
  socket.bind(0, address);
  await once(socket, 'listening');
  socket.connect(port, server);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

const sockets = [];
for (let i = 0; i < socketCount; i++) sockets.push(await open());
const began = performance.now();
let sent = 0;
let renewed = 0;
const timer = setInterval(() => {
  const elapsed = performance.now() - began;
  // What could not be sent in time is not caught up all at once.
  const due = Math.min(Math.floor((elapsed / 1_000) * rate) - sent, rate / 20);
  for (let i = 0; i < due; i++) sockets[sent++ % sockets.length].send(packet(sent));
  if (renewed < (elapsed / 1_000) * RENEWED_PER_SEC) {
    const at = renewed++ % sockets.length;
    void open().then((socket) => {
      sockets[at].close();
      sockets[at] = socket;
    });
  }
  if (elapsed < seconds * 1_000) return;
  clearInterval(timer);
  console.log(JSON.stringify({ sent, seconds: elapsed / 1_000, sources: nextAddress }));
  process.exit(0);
}, STEP_MS);
