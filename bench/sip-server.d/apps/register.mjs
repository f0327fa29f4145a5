// (b) REGISTER with digest: nonces, secrets and bindings in memory.
import { createHash, randomBytes } from 'node:crypto';
import { srf } from './connect.mjs';

const REALM = 'bench.test';
const SUBSCRIBERS = 10_000;
const NONCE_MS = 30_000;
const md5 = (text) => createHash('md5').update(text).digest('hex');
const ha1 = new Map(Array.from({ length: SUBSCRIBERS }, (_, at) => [`u${at}`, md5(`u${at}:${REALM}:bench-secret`)]));
const nonces = new Map();
const bindings = new Map();

srf.register((req, res) => {
  const authorization = req.get('authorization');
  if (!authorization || !isRight(req, parameters(authorization))) {
    const nonce = randomBytes(16).toString('hex');
    nonces.set(nonce, Date.now());
    res.send(401, { headers: { 'WWW-Authenticate': `Digest realm="${REALM}", nonce="${nonce}", algorithm=MD5, qop="auth"` } });
    return;
  }
  const contact = req.get('contact');
  bindings.set(req.getParsedHeader('to').uri, { contact, expires: Date.now() + 3_600_000 });
  res.send(200, { headers: { Contact: `${contact};expires=3600` } });
});

function parameters(authorization) {
  const found = {};
  for (const [, name, quoted, plain] of authorization.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)) found[name] = quoted ?? plain;
  return found;
}

function isRight(req, { username, nonce, uri, response, qop, nc, cnonce }) {
  const secret = ha1.get(username);
  if (secret === undefined || !nonces.delete(nonce)) return false;
  const ha2 = md5(`${req.method}:${uri}`);
  return response === md5(qop ? `${secret}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}` : `${secret}:${nonce}:${ha2}`);
}

setInterval(() => {
  const oldest = Date.now() - NONCE_MS;
  for (const [nonce, made] of nonces) {
    if (made > oldest) break; // a Map keeps the order of insertion
    nonces.delete(nonce);
  }
}, 1_000);
