import { z } from 'zod';
import type { AriHttp } from './ari-http.js';
import { channel, variable, type Channel } from './models.js';

export interface NewChannel {
  /** Our own id for it, so that its first event is recognised. */
  readonly id: string;
  /** `PJSIP/<endpoint>/<uri>` */
  readonly endpoint: string;
  /** Argument of its StasisStart; tells it from an incoming call. */
  readonly arg: string;
  /** The channel on whose behalf it is made: its codecs are offered first. */
  readonly originator?: string;
  /** Set before the first INVITE; functions too, as `PJSIP_HEADER(add,X-Name)`. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface Channels {
  readonly list: () => Promise<readonly Channel[]>;
  /** Makes a channel without calling anybody; `dial` sends the INVITE. */
  readonly create: (made: NewChannel) => Promise<Channel>;
  /** `timeoutSec` 0 waits for ever. */
  readonly dial: (id: string, timeoutSec: number) => Promise<void>;
  readonly answer: (id: string) => Promise<void>;
  /** Ends the channel; `q850` becomes its SIP status or Reason. */
  readonly hangUp: (id: string, q850: number) => Promise<void>;
  /** Leaves Stasis and goes on in the dialplan. */
  readonly continueAt: (id: string, place: { readonly context: string; readonly extension: string }) => Promise<void>;
  /** The value of a variable or function; empty when it is not set. */
  readonly variable: (id: string, name: string) => Promise<string>;
}

/** Channel requests of one Asterisk. All throw the codes of `ARI_ERRORS`. */
export function channelsOf(http: AriHttp, app: string): Channels {
  const at = (id: string): string => `/channels/${encodeURIComponent(id)}`;
  const order = async (method: 'POST' | 'DELETE', path: string, query: Record<string, string | number> = {}): Promise<void> => {
    await http.send(method, path, z.unknown(), query);
  };
  return {
    list: () => http.send('GET', '/channels', z.array(channel)),
    create: ({ id, endpoint, arg, originator, variables }) =>
      http.send('POST', '/channels/create', channel, { channelId: id, endpoint, app, appArgs: arg, originator }, { variables }),
    dial: (id, timeoutSec) => order('POST', `${at(id)}/dial`, { timeout: timeoutSec }),
    answer: (id) => order('POST', `${at(id)}/answer`),
    hangUp: (id, q850) => order('DELETE', at(id), { reason_code: q850 }),
    continueAt: (id, { context, extension }) => order('POST', `${at(id)}/continue`, { context, extension, priority: 1 }),
    variable: async (id, name) => (await http.send('GET', `${at(id)}/variable`, variable, { variable: name })).value,
  };
}
