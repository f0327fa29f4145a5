import { randomInt } from 'node:crypto';

/** Nobody outside can aim at one slot of a table. */
const SEED = randomInt(0x7fff_ffff);

/** 32-bit hash of an address as text; with a port it names one endpoint. */
export function hashOfAddress(address: string): number {
  let hash = SEED;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x0100_0193);
  return mixed(hash);
}

export const hashOfEndpoint = (addressHash: number, port: number): number => mixed(Math.imul(addressHash ^ port, 0x85eb_ca6b) + port);

/** FNV-1a over bytes: what makes two sightings of one message equal. */
export function hashOfBytes(data: Uint8Array, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (data[i] as number), 0x0100_0193);
  return mixed(hash);
}

function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x7feb_352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846c_a68b);
  return hash ^ (hash >>> 16);
}
