import { canonicalAddress } from '@switchyard/kernel';

/** Networks by the length of their prefix: an address is in the set when its first bits are in one of them. */
interface Prefixes {
  readonly lengths: readonly number[];
  readonly byLength: ReadonlyMap<number, ReadonlySet<number | bigint>>;
}

const V4 = 32;
const V6 = 128;

/**
 * Addresses and networks (`192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`), asked by address. Costs one hash look-up per length of prefix in
 * use, however many networks there are.
 */
export class AddressSet {
  private constructor(
    private readonly v4: Prefixes,
    private readonly v6: Prefixes,
    readonly size: number,
  ) {}

  static readonly EMPTY = AddressSet.of([]);

  /** What is neither address nor network is left out; `onBad` hears of it. */
  static of(networks: Iterable<string>, onBad: (text: string) => void = () => undefined): AddressSet {
    const v4 = new Map<number, Set<number | bigint>>();
    const v6 = new Map<number, Set<number | bigint>>();
    let size = 0;
    for (const text of networks) {
      const read = readNetwork(text);
      if (!read) {
        onBad(text);
        continue;
      }
      const family = read.bits === V4 ? v4 : v6;
      const known = family.get(read.length) ?? new Set<number | bigint>();
      family.set(read.length, known.add(prefixOf(read.value, read.length, read.bits)));
      size++;
    }
    return new AddressSet(sorted(v4), sorted(v6), size);
  }

  has(address: string): boolean {
    if (this.size === 0) return false;
    const read = readAddress(address);
    if (!read) return false;
    const { lengths, byLength } = read.bits === V4 ? this.v4 : this.v6;
    return lengths.some((length) => byLength.get(length)?.has(prefixOf(read.value, length, read.bits)) === true);
  }
}

interface Read {
  readonly value: number | bigint;
  readonly bits: typeof V4 | typeof V6;
}

function sorted(byLength: ReadonlyMap<number, ReadonlySet<number | bigint>>): Prefixes {
  return { lengths: [...byLength.keys()].sort((a, b) => b - a), byLength };
}

/** The first `length` bits. 32-bit shifts by 32 shift by nothing in JavaScript, so the empty prefix is a case of its own. */
function prefixOf(value: number | bigint, length: number, bits: number): number | bigint {
  if (typeof value === 'bigint') return value >> BigInt(bits - length);
  return length === 0 ? 0 : value >>> (V4 - length);
}

function readNetwork(text: string): (Read & { readonly length: number }) | undefined {
  const slash = text.indexOf('/');
  const read = readAddress(slash < 0 ? text : text.slice(0, slash));
  if (!read) return undefined;
  if (slash < 0) return { ...read, length: read.bits };
  const length = /^\d{1,3}$/.test(text.slice(slash + 1)) ? Number(text.slice(slash + 1)) : -1;
  return length >= 0 && length <= read.bits ? { ...read, length } : undefined;
}

function readAddress(text: string): Read | undefined {
  if (!text.includes(':')) return readV4(text.trim());
  const canonical = canonicalAddress(text);
  if (!canonical.includes(':')) return readV4(canonical);
  const groups = canonical.split(':');
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  return { value: groups.reduce((sum, group) => (sum << 16n) | BigInt(Number.parseInt(group, 16)), 0n), bits: V6 };
}

/** Read by character codes: it is done for each request of a filtered client. */
function readV4(text: string): Read | undefined {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (octet < 0 || ++dots > 3) return undefined;
      value = value * 256 + octet;
      octet = -1;
    } else {
      if (code < 48 || code > 57) return undefined;
      octet = Math.max(octet, 0) * 10 + code - 48;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && octet >= 0 ? { value: value * 256 + octet, bits: V4 } : undefined;
}
