import { isAmount } from '@switchyard/kernel';

const two = (value: number): string => String(value).padStart(2, '0');

/** `0.021000` → `0.0210`: four decimals, more only where they count; thousands set apart. Anything else is given back as it is. */
export function formatAmount(amount: string): string {
  if (!isAmount(amount)) return amount;
  const negative = amount.startsWith('-');
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const decimals = fraction.padEnd(6, '0').replace(/0{1,2}$/, '');
  return `${negative ? '\u2212' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, '\u202f')}.${decimals}`;
}

/** A UTC time in the zone of the browser, `2026-11-21 10:55:00`; undefined when the text is no time. */
export function formatLocalTime(iso: string): string | undefined {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return undefined;
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The same time in UTC with milliseconds, for tooltips. */
export const formatUtc = (iso: string): string => iso.replace('T', ' ').replace(/Z$/, ' UTC');

/** ISO 8601 UTC → the value of a `datetime-local` input, to the second. */
export const toLocalInput = (iso: string): string => formatLocalTime(iso)?.replace(' ', 'T') ?? '';

/** The value of a `datetime-local` input → ISO 8601 UTC; '' and unreadable text give ''. */
export function fromLocalInput(text: string): string {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

/** Seconds as `1:02:03` or `2:03`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `carrierServerId` → `Carrier server id`: for what has no label, as the facts of a trace. */
export function humanise(key: string): string {
  const words = key
    .replace(/[-_]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
