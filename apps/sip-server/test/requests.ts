import type { SipPeer } from './sip-peer.js';

let count = 0;

export interface Call {
  readonly callId: string;
  readonly fromTag: string;
  readonly branch: string;
}

export const newCall = (): Call => {
  count += 1;
  return { callId: `call-${count}@peer`, fromTag: `tag-${count}`, branch: `z9hG4bK-${count}` };
};

/** The lines of a request from a peer to the server. */
export function request(
  peer: SipPeer,
  server: string,
  method: string,
  call: Call,
  options: {
    readonly seq?: number;
    readonly branch?: string;
    readonly to?: string;
    readonly transport?: string;
    readonly uri?: string;
    readonly more?: readonly string[];
  } = {},
): string[] {
  const branch =
    options.branch ??
    (method === 'CANCEL' || (method === 'INVITE' && options.seq === undefined)
      ? call.branch
      : `${call.branch}-${method}-${options.seq ?? 1}-${(count += 1)}`);
  return [
    `${method} ${options.uri ?? `sip:bob@${server}`} SIP/2.0`,
    `Via: SIP/2.0/${options.transport ?? 'UDP'} ${peer.address}:${peer.port};branch=${branch}`,
    'Max-Forwards: 70',
    `From: <sip:alice@${peer.address}>;tag=${call.fromTag}`,
    `To: ${options.to ?? `<sip:bob@${server}>`}`,
    `Call-ID: ${call.callId}`,
    `CSeq: ${options.seq ?? 1} ${method}`,
    `Contact: <sip:alice@${peer.address}:${peer.port}${options.transport === 'TCP' ? ';transport=tcp' : ''}>`,
    ...(options.more ?? []),
  ];
}
