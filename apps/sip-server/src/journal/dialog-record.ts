import { Socket } from 'node:net';
import { Dialog, type DialogSnapshot, type Flow, localAddress, type Protocol } from '@switchyard/sip';
import { AppConnection } from '../control/app-connection.js';
import { CallDialog, type NatRoute, type OwedAck } from '../dialog/call-dialog.js';
import type { SessionState } from '../dialog/session-timer.js';

const FORMAT = 1;
/**
 * Not every request inside a dialog is journaled. Numbers may be left out, but never used twice (RFC 3261 §12.2.1.1), so that a restored
 * dialog goes on well above the number that was stored.
 */
const SEQUENCE_GAP = 10_000;

/** The fields in their stored order: an array costs half of what an object with names would, in time and in bytes. */
type Fields = readonly [
  format: typeof FORMAT,
  method: string,
  tags: string,
  established: 0 | 1,
  owedAck: OwedAck | null,
  role: 0 | 1,
  callId: string,
  localTag: string,
  remoteTag: string,
  localAddress: string,
  remoteAddress: string,
  routes: readonly string[],
  target: string | null,
  localSeq: number,
  remoteSeq: number | null,
  localContact: string,
  protocol: Protocol,
  host: string,
  localIp: string,
  localPort: number,
  publicPort: number,
  remoteIp: string,
  remotePort: number,
  natRoute: NatRoute | null,
  session: StoredSession | null,
  /** Until when each lasts. */
  subscriptions: ReadonlyArray<readonly [string, number]> | null,
  hasCall: 0 | 1,
];

type StoredSession = readonly [
  intervalSec: number,
  weRefresh: boolean,
  byUpdate: boolean,
  refreshAtMs: number | null,
  endAtMs: number,
  sdp: string | null,
];

/** What decides which of several processes a record belongs to. */
export function placeOfRecord(fields: readonly unknown[]): { readonly callId: string; readonly isStream: boolean } {
  const [, , , , , , callId] = fields;
  return { callId: String(callId), isStream: fields[16] !== 'udp' };
}

/** What has to be stored of a confirmed dialog. */
export function recordOf(dialog: CallDialog): Fields {
  const sip = dialog.sip.snapshot();
  const { owedAck, natRoute, flow, session, subscriptions } = dialog;
  const { local, remote } = flow;
  return [
    FORMAT,
    dialog.method,
    dialog.ownerTags,
    dialog.established ? 1 : 0,
    owedAck ?? null,
    sip.role === 'uas' ? 0 : 1,
    sip.callId,
    sip.localTag,
    sip.remoteTag,
    sip.localAddress,
    sip.remoteAddress,
    sip.routes,
    sip.target ?? null,
    sip.localSeq,
    sip.remoteSeq ?? null,
    dialog.localContact,
    flow.protocol,
    local.host,
    local.address,
    local.port,
    local.publicPort,
    remote.address,
    remote.port,
    natRoute ?? null,
    session === undefined ? null : storedSession(session),
    subscriptions === undefined ? null : [...subscriptions],
    dialog.hasCall ? 1 : 0,
  ];
}

/** The dialog of a record; it belongs to nobody until an application with its tags comes. `undefined` for what no release of ours wrote. */
export function dialogOfRecord(no: number, stored: readonly unknown[]): CallDialog | undefined {
  if (stored[0] !== FORMAT || stored.length < 27) return undefined;
  const fields = stored as unknown as Fields;
  const [, method, tags, established, owedAck, role, callId, localTag, remoteTag, localAddress, remoteAddress, routes, target] = fields;
  const [
    localSeq,
    remoteSeq,
    localContact,
    protocol,
    host,
    localIp,
    localPort,
    publicPort,
    remoteIp,
    remotePort,
    natRoute,
    session,
    subscriptions,
    hasCall,
  ] = fields.slice(13) as [...Rest];
  const snapshot: DialogSnapshot = {
    role: role === 0 ? 'uas' : 'uac',
    callId,
    localTag,
    remoteTag,
    localAddress,
    remoteAddress,
    routes,
    target: target ?? undefined,
    localSeq: localSeq + SEQUENCE_GAP,
    remoteSeq: remoteSeq ?? undefined,
  };
  const local = { protocol, address: localIp, port: localPort, host, publicPort };
  const dialog = new CallDialog(
    Dialog.restore(snapshot),
    method,
    absentOwner(tags),
    formerFlow(protocol, local, { address: remoteIp, port: remotePort }),
    localContact,
  );
  dialog.confirmed = true;
  dialog.established = established === 1;
  dialog.natRoute = natRoute ?? undefined;
  dialog.owedAck = owedAck ?? undefined;
  dialog.session = session === null ? undefined : restoredSession(session);
  dialog.subscriptions = subscriptions === null ? undefined : new Map(subscriptions);
  dialog.hasCall = hasCall === 1;
  dialog.journalNo = no;
  return dialog;
}

type Rest = [
  number,
  number | null,
  string,
  Protocol,
  string,
  string,
  number,
  number,
  string,
  number,
  NatRoute | null,
  StoredSession | null,
  ReadonlyArray<readonly [string, number]> | null,
  0 | 1,
];

/** A refresh that was under way gets another chance after that time. */
const REFRESH_AGAIN_MS = 2_000;

const storedSession = ({ intervalSec, weRefresh, byUpdate, refreshAtMs, endAtMs, localSdp }: SessionState): StoredSession => [
  intervalSec,
  weRefresh,
  byUpdate,
  refreshAtMs === Infinity ? null : refreshAtMs,
  endAtMs,
  localSdp?.toString('base64') ?? null,
];

const restoredSession = ([intervalSec, weRefresh, byUpdate, refreshAtMs, endAtMs, sdp]: StoredSession): SessionState => ({
  intervalSec,
  weRefresh,
  byUpdate,
  refreshAtMs: refreshAtMs ?? (weRefresh ? Date.now() + REFRESH_AGAIN_MS : Infinity),
  endAtMs,
  localSdp: sdp === null ? undefined : Buffer.from(sdp, 'base64'),
});

const absent = new Map<string, AppConnection>();

/** Stands for the application that owned a dialog in an earlier life: closed, with its tags, so that a successor is found by them. */
function absentOwner(tags: string): AppConnection {
  const known = absent.get(tags);
  if (known) return known;
  const connection = new AppConnection(new Socket(), () => undefined);
  connection.authenticate([]);
  connection.tagKey = tags;
  connection.closed = true;
  absent.set(tags, connection);
  return connection;
}

/** Tells where the peer was. The socket or connection is gone: requests find a new way by route set, NAT route or target. */
const formerFlow = (protocol: Protocol, local: Parameters<typeof localAddress>[0], remote: Flow['remote']): Flow => ({
  protocol,
  local: localAddress(local),
  remote,
  isOpen: () => false,
  send: (_data, _callId, onError) => {
    if (onError) process.nextTick(onError, new Error('the connection did not outlive the restart'));
  },
});
