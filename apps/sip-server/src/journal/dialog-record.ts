import { Socket } from 'node:net';
import { Dialog, type DialogSnapshot, type Flow, localAddress, type Protocol } from '@switchyard/sip';
import { AppConnection } from '../control/app-connection.js';
import { CallDialog, type NatRoute, type OwedAck } from '../dialog/call-dialog.js';

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
];

/** What has to be stored of a confirmed dialog, as one line of JSON. */
export function recordOf(dialog: CallDialog): string {
  const sip = dialog.sip.snapshot();
  const { owedAck, natRoute, flow } = dialog;
  const { local, remote } = flow;
  const fields: Fields = [
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
  ];
  return JSON.stringify(fields);
}

/** The dialog of a record; it belongs to nobody until an application with its tags comes. `undefined` for what no release of ours wrote. */
export function dialogOfRecord(no: number, text: string): CallDialog | undefined {
  const fields = fieldsOf(text);
  if (fields === undefined) return undefined;
  const [, method, tags, established, owedAck, role, callId, localTag, remoteTag, localAddress, remoteAddress, routes, target] = fields;
  const [localSeq, remoteSeq, localContact, protocol, host, localIp, localPort, publicPort, remoteIp, remotePort, natRoute] = fields.slice(
    13,
  ) as [...Rest];
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
  dialog.journalNo = no;
  return dialog;
}

type Rest = [number, number | null, string, Protocol, string, string, number, number, string, number, NatRoute | null];

function fieldsOf(text: string): Fields | undefined {
  try {
    const fields = JSON.parse(text) as unknown;
    return Array.isArray(fields) && fields[0] === FORMAT && fields.length >= 24 ? (fields as unknown as Fields) : undefined;
  } catch {
    return undefined;
  }
}

const absent = new Map<string, AppConnection>();

/** Stands for the application that owned a dialog in an earlier life: closed, with its tags, so that a successor is found by them. */
function absentOwner(tags: string): AppConnection {
  const known = absent.get(tags);
  if (known) return known;
  const connection = new AppConnection(new Socket());
  connection.authenticate(tags === '' ? [] : tags.split(','));
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
