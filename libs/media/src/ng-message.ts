import { isIPv6 } from 'node:net';
import { flagsOfKind, ngOfKind } from './media-kinds.js';
import type { MediaCall, MediaDelete, MediaOptions, MediaSideStats, MediaStats } from './media-types.js';

/**
 * The ng message of an offer or answer of `from`, described for `to`. Every session is anchored: addresses of the far side are replaced.
 * `strict source` drops packets from anybody but the learnt peer, which is what stops RTP injection after the first seconds. `port
 * latching` keeps our ports when the far side changes (another gateway, another phone): the caller must not see two different answers to
 * one offer (RFC 3264 §5).
 */
export function ngOfSdp(command: 'offer' | 'answer', call: MediaCall, sdp: string, from: MediaOptions, to: MediaOptions): object {
  const kind = to.kind ?? 'rtp';
  const transcode = command === 'offer' ? [...new Set([...(from.transcode ?? []), ...(to.transcode ?? [])])] : [];
  return {
    'call-id': call.callId,
    'from-tag': call.fromTag,
    ...(call.toTag === undefined ? {} : { 'to-tag': call.toTag }),
    ...(call.branch === undefined ? {} : { 'via-branch': call.branch }),
    sdp,
    replace: ['origin', 'session-connection'],
    ...ngOfKind(kind, command),
    ...(command === 'answer' || to.family === undefined ? {} : { 'address family': to.family }),
    ...(transcode.length === 0 ? {} : { codec: { transcode } }),
    flags: [...sourceFlags(from), 'port-latching', ...flagsOfKind(kind), ...(from.flags ?? [])],
    ...(from.source === undefined ? {} : { 'received-from': [isIPv6(from.source) ? 'IP6' : 'IP4', from.source] }),
    ...(from.label === undefined ? {} : { label: from.label }),
    ...(to.label === undefined ? {} : { 'to-label': to.label }),
  };
}

/** Where packets of a side come from: where it says for good, or where it is seen. */
const sourceFlags = ({ asymmetric, source }: MediaOptions): readonly string[] =>
  asymmetric ? ['asymmetric', 'trust-address'] : ['strict-source', source === undefined ? 'trust-address' : 'SIP-source-address'];

/** A whole session goes by its call id alone: tags would leave the other branches standing. */
export const ngOfDelete = (call: MediaDelete): object => ({
  'call-id': call.callId,
  ...(call.branch === undefined ? {} : { 'via-branch': call.branch, 'from-tag': call.fromTag ?? '' }),
});

export const NO_STATS: MediaStats = { packets: 0, bytes: 0, errors: 0, sides: [] };

/** Statistics out of a `delete` or `query` reply; whatever is missing counts as nothing. */
export function statsOf(reply: Readonly<Record<string, unknown>>): MediaStats {
  const totals = record(record(reply['totals'])['RTP']);
  return {
    packets: count(totals['packets']),
    bytes: count(totals['bytes']),
    errors: count(totals['errors']),
    sides: Object.entries(record(reply['tags'])).map(([tag, side]) => sideOf(tag, record(side))),
  };
}

function sideOf(tag: string, side: Readonly<Record<string, unknown>>): MediaSideStats {
  let packets = 0;
  let bytes = 0;
  for (const media of list(side['medias']))
    for (const stream of list(record(media)['streams'])) {
      const { flags, stats } = record(stream);
      if (!list(flags).includes('RTP')) continue;
      packets += count(record(stats)['packets']);
      bytes += count(record(stats)['bytes']);
    }
  const label = side['label'];
  return { tag, label: typeof label === 'string' ? label : '', packets, bytes };
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
