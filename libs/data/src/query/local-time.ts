const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function offsetMs(timezone: string, atMs: number): number {
  let format = formats.get(timezone);
  if (!format) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, hourCycle: 'h23', ...numeric });
    formats.set(timezone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
}

/**
 * A day or a time without zone, as clocks of the zone (IANA) show it, in UTC (ISO 8601). Undefined when the text is none or
 * names a zone itself. An hour that the clocks skip is the one after it; of one that they show twice it is the first.
 */
export function utcOfLocal(text: string, timezone: string): string | undefined {
  const match = LOCAL.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number((part as string | undefined) ?? 0));
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? '0').padEnd(3, '0')));
  const wall = new Date(wallMs);
  if (wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return undefined;
  // The offset at the wall time taken as UTC is right but around a change of the clocks: then the one found there is.
  const before = wallMs - offsetMs(timezone, wallMs - 86_400_000);
  const utcMs = offsetMs(timezone, before) === wallMs - before ? before : wallMs - offsetMs(timezone, wallMs - offsetMs(timezone, wallMs));
  return new Date(utcMs).toISOString();
}
