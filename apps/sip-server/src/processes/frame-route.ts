import { ownerOfCallId, ownerOfMessage } from './call-owner.js';

const BAR = 0x7c;
const CR = 0x0d;
const FROM_TAG = ';from-tag=';
const RESPONSE = Buffer.from('SIP/2.0 ');
/** The URIs of a request whose target is reached by a stream. */
const BY_STREAM = /;transport=(?:tcp|tls|wss?)\b|^sips:/i;

/** Which process gets a frame of an application. */
export type FrameRoute =
  /** Every process has to know it. */
  | { readonly to: 'all'; readonly id: string; readonly type: string }
  /** `fallback`: the call may be one of the first process all the same, which holds the stream connections. */
  | { readonly to: number; readonly id: string; readonly fallback: boolean }
  /** A new call of no process yet. */
  | { readonly to: 'any'; readonly id: string };

/** Reads no more of a frame than decides about it: `<id>|<type>|<transaction>|<dialog>|<route URI>` and the SIP text behind. */
export function routeOfFrame(frame: Buffer, count: number): FrameRoute {
  const cr = frame.indexOf(CR);
  const metaEnd = cr < 0 ? frame.length : cr;
  const [id = '', type = '', txnId = '', dialogId = '', routeUri = ''] = frame.toString('latin1', 0, metaEnd).split('|');
  if (type === 'proxy') return { to: processOfId(txnId, count), id, fallback: false };
  if (type !== 'sip') return { to: 'all', id, type };
  const text = metaEnd + 2;
  if (frame.subarray(text, text + RESPONSE.length).equals(RESPONSE)) return { to: processOfId(txnId, count), id, fallback: false };
  if (dialogId !== '') {
    const owner = ownerOfCallId(Buffer.from(callIdOf(dialogId), 'latin1').toString('utf8'), count);
    return { to: owner, id, fallback: owner !== 0 };
  }
  if (txnId !== '') return { to: processOfId(txnId, count), id, fallback: false };
  const lineEnd = frame.indexOf(CR, text);
  const uri = frame.toString('latin1', text, lineEnd < 0 ? frame.length : lineEnd).split(' ')[1] ?? '';
  if (BY_STREAM.test(uri) || BY_STREAM.test(routeUri)) return { to: 0, id, fallback: false };
  const owner = ownerOfMessage(frame.subarray(text), count);
  return owner < 0 ? { to: 'any', id } : { to: owner, id, fallback: false };
}

const callIdOf = (dialogId: string): string => {
  const at = dialogId.lastIndexOf(FROM_TAG);
  return at < 0 ? dialogId : dialogId.slice(0, at);
};

/** Transaction ids begin with the number of the process that made them. */
function processOfId(txnId: string, count: number): number {
  const index = Number.parseInt(txnId.slice(0, 2), 16);
  return index < count ? index : 0;
}

/** The id of the frame that a frame of a process answers; `undefined` when it is no answer. */
export function answeredBy(frame: Buffer): string | undefined {
  const type = frame.indexOf(BAR) + 1;
  if (frame.toString('latin1', type, type + 9) !== 'response|') return undefined;
  const end = frame.indexOf(BAR, type + 9);
  return frame.toString('latin1', type + 9, end < 0 ? frame.length : end);
}

/** Whether a process says that it does not know the dialog it was given a request for. */
export function isUnknownDialog(frame: Buffer): boolean {
  const head = frame.toString('latin1', 0, 300);
  return head.includes('|NOK|') && /unable to find dialog|ACK for non-success/.test(head);
}
