import { CodedError } from '@switchyard/kernel';
import { BlockList, isIP } from 'node:net';

/** Addresses that a tenant must not reach through us (security.md, API7): our own, the neighbours', the cloud's metadata. */
const CLOSED: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** A list of addresses and networks (CIDR). Throws `config-invalid`. */
export function networks(list: readonly string[]): BlockList {
  const block = new BlockList();
  for (const text of list) {
    const [address = '', bits] = text.split('/');
    const family = isIP(address);
    if (family === 0) throw new CodedError('config-invalid', `'${text}' is neither an address nor a network`, { value: text });
    block.addSubnet(address, bits === undefined ? (family === 4 ? 32 : 128) : Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return block;
}
export const closedNetworks = networks(CLOSED);

/** True when an address is in a list of networks. */
export const isIn = (block: BlockList, address: string): boolean => block.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
/** `::ffff:127.0.0.1` is 127.0.0.1 to the kernel. */
export const unmapped = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
