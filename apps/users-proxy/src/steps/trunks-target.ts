import type { BridgeTarget } from '@switchyard/b2bua';
import { formatUri } from '@switchyard/sip';
import { INSIDE_MEDIA } from '../media/endpoint-media.js';

/** The trunks proxy as the called side; `trunks` is its `host:port`. */
export function trunksTarget(
  trunks: string,
  { callee, ...identity }: { readonly callee: string } & Pick<BridgeTarget, 'from' | 'headers' | 'callInfo'>,
): BridgeTarget {
  const at = trunks.lastIndexOf(':');
  const where = at < 0 ? { host: trunks } : { host: trunks.slice(0, at), port: Number(trunks.slice(at + 1)) };
  return {
    name: 'trunks-proxy',
    uri: formatUri({ scheme: 'sip', user: callee, ...where, params: new Map(), headers: '' }),
    ...identity,
    media: INSIDE_MEDIA,
  };
}
