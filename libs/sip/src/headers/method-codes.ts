import { METHODS } from './methods.js';

/** Our methods by length and first letter, which no two of them share. */
const bySlot: Array<string | undefined> = new Array<string | undefined>(512).fill(undefined);
for (const method of Object.values(METHODS)) {
  const slot = (method.length << 5) | (method.charCodeAt(0) & 31);
  if (bySlot[slot] !== undefined) throw new RangeError(`methods ${bySlot[slot]} and ${method} share a slot`);
  bySlot[slot] = method;
}

/** The method that stands at `bytes[start, end)`, found without making a string; `undefined` when it is none of ours. */
export function methodAt(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start;
  if (length > 15) return undefined;
  const method = bySlot[(length << 5) | ((bytes[start] as number) & 31)];
  if (method === undefined || method.length !== length) return undefined;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== method.charCodeAt(i)) return undefined;
  return method;
}
