const QUARTER_MS = 900_000;

/** True for a time zone of the IANA database, as `Europe/Madrid`. */
export function isZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/**
 * Times in UTC → the same times as clocks of the zone show them, with their distance from UTC (ISO 8601,
 * `2026-11-21T10:55:00.000+01:00`). Clocks are changed at quarters of an hour, so one look-up serves a quarter.
 */
export function inZone(zone: string): (utc: string) => string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const known = new Map<number, { readonly ms: number; readonly text: string }>();
  const offsetAt = (quarter: number): { readonly ms: number; readonly text: string } => {
    const found = known.get(quarter);
    if (found) return found;
    const name = format.formatToParts(quarter * QUARTER_MS).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign = '+', hours = '00', minutes = '00', seconds = '00'] = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name) ?? [];
    const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1000 : 1000);
    const offset = { ms, text: `${sign}${hours}:${minutes}` };
    // A stream of years of calls must not become a memory of them.
    if (known.size > 4096) known.clear();
    known.set(quarter, offset);
    return offset;
  };
  return (utc) => {
    const at = Date.parse(utc);
    if (Number.isNaN(at)) return utc;
    const { ms, text } = offsetAt(Math.floor(at / QUARTER_MS));
    return new Date(at + ms).toISOString().slice(0, -1) + text;
  };
}
