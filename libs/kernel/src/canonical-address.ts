/** Groups of an IPv6 address from its text, `::` filled up; undefined when it is none. */
function groupsOf(text: string): readonly number[] | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => (/^[0-9a-f]{1,4}$/.test(group) ? Number.parseInt(group, 16) : -1));
  const before = read(head);
  const after = tail === undefined ? [] : read(tail);
  const missing = 8 - before.length - after.length;
  const groups = tail === undefined ? before : [...before, ...Array.from({ length: Math.max(0, missing) }, () => 0), ...after];
  return groups.length === 8 && !groups.includes(-1) ? groups : undefined;
}

/** One spelling per address: lower case, no brackets, `::` undone, IPv4 out of IPv4-mapped IPv6 (RFC 4291 §2.5.5.2). */
export function canonicalAddress(text: string): string {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  if (mapped?.[1]) return mapped[1];
  if (!bare.includes(':')) return bare;
  const groups = groupsOf(bare);
  return groups ? groups.map((group) => group.toString(16)).join(':') : bare;
}
