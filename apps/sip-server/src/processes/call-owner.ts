const COLON = 0x3a;
const SPACE = 0x20;
const TAB = 0x09;
const CR = 0x0d;
const LF = 0x0a;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** How the header is spelled by nearly everybody; others are found by looking at every line. */
const USUAL = Buffer.from('\nCall-ID:');

/**
 * Which of `count` processes a message belongs to: the hash of its Call-ID, so that requests, responses, ACK and CANCEL of a call meet in
 * one. Reads raw bytes and makes nothing. -1 when there is no Call-ID.
 */
export function ownerOfMessage(data: Buffer, count: number): number {
  let at = data.indexOf(USUAL);
  at = at < 0 ? findByLine(data) : at + USUAL.length;
  if (at < 0) return -1;
  while (data[at] === SPACE || data[at] === TAB) at += 1;
  let end = at;
  while (end < data.length && data[end] !== CR && data[end] !== LF) end += 1;
  while (end > at && (data[end - 1] === SPACE || data[end - 1] === TAB)) end -= 1;
  let hash = FNV_START;
  for (; at < end; at += 1) hash = Math.imul(hash ^ (data[at] as number), FNV_PRIME);
  return (hash >>> 0) % count;
}

/** The same for a Call-ID that was read already. */
export function ownerOfCallId(callId: string, count: number): number {
  let hash = FNV_START;
  // Bytes, as on the wire; Call-IDs are ASCII but for those of peers that break the grammar.
  for (const byte of Buffer.from(callId)) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return (hash >>> 0) % count;
}

/** Behind the colon of `Call-ID:` in any spelling, or of its compact form `i:` (RFC 3261 §7.3.3). */
function findByLine(data: Buffer): number {
  for (let at = data.indexOf(LF) + 1; at > 0; at = data.indexOf(LF, at) + 1) {
    const first = (data[at] as number) | 0x20;
    if (data[at] === CR || data[at] === LF) return -1;
    if (first !== 0x69 && first !== 0x63) continue;
    const colon = data.indexOf(COLON, at);
    if (colon < 0 || colon - at > 16) continue;
    const name = data.toString('latin1', at, colon).trimEnd().toLowerCase();
    if (name === 'call-id' || name === 'i') return colon + 1;
  }
  return -1;
}
