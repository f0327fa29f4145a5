import { HEX, isIn } from './char-class.js';

/**
 * Where the IPv6 reference that opens with `[` at `at` ends: the position after `]`, or -1 when what is inside cannot be an address. Only
 * its characters and two colons are checked; whoever connects to it checks the rest.
 */
export function endOfIpv6Reference(text: string, at: number): number {
  let colons = 0;
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 93) return colons >= 2 ? i + 1 : -1;
    if (code === 58) colons++;
    else if (code !== 46 && !isIn(code, HEX)) return -1;
  }
  return -1;
}
