// (b) A registrar with digest. Secrets are in memory, nonces are good for one use; bindings are in memory and written back to a file every few seconds.
import { hash, randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { srf } from './connect.mjs';

const REALM = 'bench.test';
const SUBSCRIBERS = 10_000;
const NONCE_MS = 30_000;
const FLUSH_MS = 3_000;
const EXPIRES_SEC = 3_600;
const FILE = process.env.BENCH_BINDINGS;
const md5 = (text) => hash('md5', text);
const ha1 = new Map(Array.from({ length: SUBSCRIBERS }, (_, at) => [`u${at}`, md5(`u${at}:${REALM}:bench-secret`)]));
const nonces = new Map();
const bindings = new Map();
const changed = new Set();

srf.register((req, res) => {
  const { headers } = req;
  const given = headers.authorization === undefined ? undefined : parameters(headers.authorization);
  if (given === undefined || !isRight(req.method, given)) {
    const nonce = randomUUID();
    nonces.set(nonce, Date.now());
    res.send(401, { headers: { 'WWW-Authenticate': `Digest realm="${REALM}", nonce="${nonce}", algorithm=MD5, qop="auth"` } });
    return;
  }
  const user = /<?sips?:([^@;>]+)@/.exec(headers.to)?.[1];
  if (user !== given.username) return res.send(403);
  const { contact } = headers;
  bindings.set(user, { user, contact, callId: headers['call-id'], cseq: headers.cseq, expiresMs: Date.now() + EXPIRES_SEC * 1_000 });
  changed.add(user);
  res.send(200, { headers: { Contact: `${contact};expires=${EXPIRES_SEC}` } });
});

function parameters(authorization) {
  const found = {};
  const parameter = /([a-z]+)=(?:"([^"]*)"|([^\s,]+))/gi;
  for (let match = parameter.exec(authorization); match !== null; match = parameter.exec(authorization)) {
    found[match[1]] = match[2] ?? match[3];
  }
  return found;
}

function isRight(method, { username, realm, nonce, uri, response, qop, nc, cnonce }) {
  const secret = ha1.get(username);
  if (secret === undefined || realm !== REALM || !nonces.delete(nonce)) return false;
  const ha2 = md5(`${method}:${uri}`);
  return response === md5(qop ? `${secret}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}` : `${secret}:${nonce}:${ha2}`);
}

setInterval(() => {
  const oldest = Date.now() - NONCE_MS;
  for (const [nonce, made] of nonces) {
    if (made > oldest) break; // a Map keeps the order of insertion
    nonces.delete(nonce);
  }
}, 1_000);

let isFlushing = false;
setInterval(() => {
  if (isFlushing || changed.size === 0) return;
  const lines = Array.from(changed, (user) => JSON.stringify(bindings.get(user)));
  changed.clear();
  isFlushing = true;
  appendFile(FILE, `${lines.join('\n')}\n`)
    .catch((error) => console.error(error))
    .finally(() => (isFlushing = false));
}, FLUSH_MS);
