/** Signs at the beginning of a file that say what it is; of types that are uploaded here. */
const SIGNS: readonly (readonly [type: string, is: (head: Buffer) => boolean])[] = [
  ['image/png', (head) => head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (head) => head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/webp', (head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP'],
  ['image/tiff', (head) => ['49492a00', '4d4d002a'].includes(head.subarray(0, 4).toString('hex'))],
  ['application/pdf', (head) => text(head, 0, 5) === '%PDF-'],
  ['audio/wav', (head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WAVE'],
  ['audio/ogg', (head) => text(head, 0, 4) === 'OggS'],
  ['audio/basic', (head) => text(head, 0, 4) === '.snd'],
  // ID3v2 tag, or the sync word of a frame of MPEG audio layer III.
  ['audio/mpeg', (head) => text(head, 0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)],
];
const ALIASES: Readonly<Record<string, string>> = { 'audio/x-wav': 'audio/wav', 'audio/mp3': 'audio/mpeg' };
const TEXTS: ReadonlySet<string> = new Set(['text/csv', 'text/plain', 'application/json']);

const text = (head: Buffer, from: number, to: number): string => head.subarray(from, to).toString('latin1');

/** Text in UTF-8, as far as the beginning tells: no control characters but tab and line breaks, no markup. */
function isPlainText(head: Buffer): boolean {
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return false;
  }
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(decoded) && !/^\s*<(!doctype|html|svg|\?xml|script)/i.test(decoded);
}

/** The first of the allowed types that the content is; what the sender calls it counts for nothing. Undefined: none. */
export function typeOfContent(head: Buffer, allowed: readonly string[]): string | undefined {
  const found = SIGNS.find(([, is]) => is(head))?.[0];
  if (found !== undefined) return allowed.find((type) => (ALIASES[type] ?? type) === found);
  return isPlainText(head) ? allowed.find((type) => TEXTS.has(type)) : undefined;
}
