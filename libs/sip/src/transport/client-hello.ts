/** What the first bytes of a connection say about the host that its client wants. */
export type WantedHost = { readonly kind: 'more' } | { readonly kind: 'known'; readonly host: string | undefined };

const MORE: WantedHost = { kind: 'more' };
const NONE: WantedHost = { kind: 'known', host: undefined };
const HANDSHAKE_RECORD = 22;
const CLIENT_HELLO = 1;
const SERVER_NAME = 0;
/** A ClientHello larger than this is read without looking for a name. */
const MAX_BYTES = 16_384;

/**
 * The server name of a TLS ClientHello (RFC 8446 §4.1.2, RFC 6066 §3), lower case; `more` while it has not all come. Whatever is no
 * ClientHello has no name: the handshake itself finds out what is wrong with it.
 */
export function wantedHost(data: Buffer): WantedHost {
  if (data.length < 5) return data.length > 0 && data[0] !== HANDSHAKE_RECORD ? NONE : MORE;
  if (data[0] !== HANDSHAKE_RECORD) return NONE;
  const hello = handshakeBytes(data);
  if (hello === undefined) return data.length > MAX_BYTES ? NONE : MORE;
  if (hello[0] !== CLIENT_HELLO) return NONE;
  return { kind: 'known', host: serverName(hello) };
}

/** The first handshake message, put together from its records; `undefined` while some are missing. */
function handshakeBytes(data: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let size = 0;
  for (let at = 0; at + 5 <= data.length && data[at] === HANDSHAKE_RECORD;) {
    const end = at + 5 + data.readUInt16BE(at + 3);
    if (end > data.length) return undefined;
    parts.push(data.subarray(at + 5, end));
    size += end - at - 5;
    const message = Buffer.concat(parts, size);
    if (size >= 4 && size >= 4 + message.readUIntBE(1, 3)) return message;
    at = end;
  }
  return undefined;
}

function serverName(hello: Buffer): string | undefined {
  // Type and length, version, random; then session id, cipher suites and compression methods, each with its length.
  let at = 4 + 2 + 32;
  for (const lengthBytes of [1, 2, 1]) {
    if (at + lengthBytes > hello.length) return undefined;
    at += lengthBytes + hello.readUIntBE(at, lengthBytes);
  }
  for (at += 2; at + 4 <= hello.length;) {
    const type = hello.readUInt16BE(at);
    const end = at + 4 + hello.readUInt16BE(at + 2);
    if (type === SERVER_NAME && end <= hello.length && at + 9 <= end && hello[at + 6] === 0) {
      const length = hello.readUInt16BE(at + 7);
      return at + 9 + length <= end ? hello.toString('latin1', at + 9, at + 9 + length).toLowerCase() : undefined;
    }
    at = end;
  }
  return undefined;
}
