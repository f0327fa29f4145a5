export interface LocalTime {
  /** English and lower-case: `monday`. */
  readonly weekday: string;
  /** `HH:MM:SS`, 24 hours. */
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (!format)
    formats.set(
      timezone,
      (format = new Intl.DateTimeFormat('en-GB', {
        timeZone: timezone,
        weekday: 'long',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      })),
    );
  return format;
}

/** What clock and calendar show at a moment (ISO 8601) in a zone (IANA). Throws RangeError for a zone that does not exist. */
export function localTime(at: string, timezone: string): LocalTime {
  const parts = new Map(
    formatOf(timezone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return {
    weekday: (parts.get('weekday') ?? '').toLowerCase(),
    time: `${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}:${parts.get('second') ?? ''}`,
  };
}
