import { isIPv6 } from 'node:net';
import { kindOfSdp, type MediaOptions } from '@switchyard/b2bua';
import type { Client, Endpoint } from '@switchyard/model';
import type { ClientKnown, EndpointKnown, Initial } from '../call.js';
import { natSigns } from '../nat/nat-signs.js';
import { isBehindNat, type Registration } from '../registration/registration.js';
import { sdpNamesOf } from './codec-names.js';

/** What of media is decided for the whole platform. */
export interface MediaPolicy {
  /** SRTP keys may travel over signalling that is not encrypted. */
  readonly sdesWithoutTls: boolean;
}

/** Somebody of ours: an application server, the trunks side. Always plain RTP over IPv4. */
export const INSIDE_MEDIA: MediaOptions = { label: 'inside', family: 'IP4' };

/**
 * Media of whoever calls: a phone, or a wholesale client. What policy forbids is refused when the offer is made (`fitOffer` of libs/media),
 * and so is every later offer of the call. A phone behind an address translator is looked for where its request came from (reference §2.7).
 */
export function mediaOf({ incoming, ports, client, endpoint }: Initial & ClientKnown & Partial<EndpointKnown>): MediaOptions {
  const { source, body } = incoming;
  const isTranslated = !endpoint?.trustSdp && natSigns(incoming).some((sign) => sign !== 'websocket');
  return {
    ...optionsOf(client, endpoint, source.protocol, ports.mediaPolicy),
    family: familyOf(source.address),
    // Without an offer of its own it gets what its contact would get.
    kind: kindOfSdp(body) ?? kindTowards(endpoint, source.protocol),
    ...(isTranslated ? { source: source.address } : {}),
  };
}

/** Media of a registered phone that is called. */
export function mediaTowards(
  { snapshot, ports, endpoint }: Initial & EndpointKnown,
  contact: Pick<Registration, 'contact' | 'source'>,
): MediaOptions {
  const { protocol, address } = contact.source;
  const kind = kindTowards(endpoint, protocol);
  return {
    ...optionsOf(snapshot.get('client', endpoint.clientId), endpoint, protocol, ports.mediaPolicy),
    family: familyOf(address),
    kind,
    ...(kind !== 'webrtc' && !endpoint.trustSdp && isBehindNat(contact) ? { source: address } : {}),
  };
}

/** Media of an endpoint with a static address; unless its SDP is to be trusted, it is where that address says. */
export function mediaTowardsDirect({ snapshot, ports, endpoint }: Initial & EndpointKnown): MediaOptions {
  const protocol = endpoint.direct?.transport ?? 'udp';
  return {
    ...optionsOf(snapshot.get('client', endpoint.clientId), endpoint, protocol, ports.mediaPolicy),
    family: familyOf(endpoint.direct?.ip ?? ''),
    kind: kindTowards(endpoint, protocol),
    ...(endpoint.trustSdp ? {} : { source: endpoint.direct?.ip }),
  };
}

const familyOf = (address: string): 'IP4' | 'IP6' => (isIPv6(address) ? 'IP6' : 'IP4');

/** Browsers speak DTLS-SRTP with ICE and nothing else (RFC 8827 §6.5); they are known by the WebSocket. */
function kindTowards(endpoint: Endpoint | undefined, protocol: string): MediaOptions['kind'] {
  if (protocol === 'ws' || protocol === 'wss') return 'webrtc';
  return endpoint?.rtpEncryption ? 'sdes' : 'rtp';
}

function optionsOf(
  client: Client | undefined,
  endpoint: Endpoint | undefined,
  protocol: string,
  { sdesWithoutTls }: MediaPolicy,
): MediaOptions {
  const isEncrypted = protocol === 'tls' || protocol === 'wss';
  // Retail and wholesale pass no application server: the relay transcodes. For all others Asterisk does.
  const transcode = client?.type === 'retail' || client?.type === 'wholesale' ? client.codecs : [];
  return {
    label: 'phone',
    ...(endpoint?.trustSdp ? { asymmetric: true as const } : {}),
    ...(isEncrypted || sdesWithoutTls ? {} : { sdes: false as const }),
    ...(endpoint?.rtpEncryption ? { srtp: 'required' as const } : {}),
    ...(endpoint && endpoint.audioCodecs.length > 0 ? { audio: sdpNamesOf(endpoint.audioCodecs) } : {}),
    ...(endpoint?.kind === 'terminal' ? { video: sdpNamesOf(endpoint.videoCodecs) } : {}),
    ...(endpoint && !endpoint.t38Passthrough ? { t38: false as const } : {}),
    ...(transcode.length > 0 ? { transcode } : {}),
    ...(client?.mediaRelaySetId ? { relaySetId: client.mediaRelaySetId } : {}),
  };
}
