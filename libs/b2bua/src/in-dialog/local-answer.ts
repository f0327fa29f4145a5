/**
 * Our own answer to an offer inside an early dialog (RFC 3311). The relay stands between the two sides, so when one of them moves its media the
 * other need not know: the relay learns the new place, and the side gets as answer what it was told before, in the codecs that it offers now.
 */
export function localAnswer(said: string, offer: string): string {
  const [session = '', ...ours] = sectionsOf(said);
  const theirs = sectionsOf(offer).slice(1);
  const head = session.replace(/^(o=\S+ \S+ )(\d+)/m, (_line, start: string, version: string) => `${start}${BigInt(version) + 1n}`);
  return [withoutDirection(head), ...theirs.map((section, at) => answerSection(ours[at], section))].join('');
}

const sectionsOf = (sdp: string): readonly string[] => sdp.split(/(?=^m=)/m);
const withoutDirection = (text: string): string => text.replace(/^a=(sendrecv|sendonly|recvonly|inactive)\r?\n/gm, '');
const MIRROR: Readonly<Record<string, string>> = { sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' };

function answerSection(ours: string | undefined, theirs: string): string {
  const [, kind = '', port = '0', protocol = '', formats = ''] = /^m=(\S+) (\d+)\S* (\S+) (.*?)\r?$/m.exec(theirs) ?? [];
  const refused = `m=${kind} 0 ${protocol} ${formats}\r\n`;
  const own = ours === undefined ? null : /^m=(\S+) (\d+)\S* (\S+) (.*?)\r?$/m.exec(ours);
  if (ours === undefined || own?.[1] !== kind || own[2] === '0' || port === '0') return refused;
  const known = new Set((own[4] ?? '').split(' ').map((format) => codecOf(ours, format)));
  const kept = formats.split(' ').filter((format) => known.has(codecOf(theirs, format)));
  if (kept.length === 0) return refused;
  const direction = MIRROR[/^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(theirs)?.[1] ?? ''] ?? 'sendrecv';
  const isKept = (line: string): boolean => !/^a=(rtpmap|fmtp):/.test(line);
  const lines = withoutDirection(ours)
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '' && isKept(line));
  const codecs = theirs.split(/\r?\n/).filter((line) => {
    const format = /^a=(?:rtpmap|fmtp):(\S+)/.exec(line)?.[1];
    return format !== undefined && kept.includes(format);
  });
  return [`m=${kind} ${own[2]} ${own[3]} ${kept.join(' ')}`, ...lines, ...codecs, `a=${direction}`, ''].join('\r\n');
}

/** A payload by what it carries: static numbers mean the same on both sides, dynamic ones only by their rtpmap (RFC 3551). */
function codecOf(section: string, format: string): string {
  const map = new RegExp(`^a=rtpmap:${format.replace(/\W/g, '\\$&')} (\\S+)`, 'm').exec(section)?.[1];
  return (map ?? STATIC[format] ?? format).toLowerCase();
}
const STATIC: Readonly<Record<string, string>> = { 0: 'pcmu/8000', 3: 'gsm/8000', 8: 'pcma/8000', 9: 'g722/8000', 18: 'g729/8000' };
