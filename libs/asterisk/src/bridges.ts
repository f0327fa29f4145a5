import { z } from 'zod';
import type { AriHttp } from './ari-http.js';
import { bridge, type Bridge } from './models.js';

export interface Bridges {
  readonly list: () => Promise<readonly Bridge[]>;
  /** A mixing bridge; two channels are joined without mixing by Asterisk itself. */
  readonly create: (id: string, name: string) => Promise<Bridge>;
  /** Connected-line updates are kept off: they would overwrite the presented caller. */
  readonly add: (id: string, channelIds: readonly string[]) => Promise<void>;
  readonly destroy: (id: string) => Promise<void>;
}

/** Bridge requests of one Asterisk. All throw the codes of `ARI_ERRORS`. */
export function bridgesOf(http: AriHttp): Bridges {
  const at = (id: string): string => `/bridges/${encodeURIComponent(id)}`;
  return {
    list: () => http.send('GET', '/bridges', z.array(bridge)),
    create: (id, name) => http.send('POST', at(id), bridge, { type: 'mixing', name }),
    add: async (id, channelIds) => {
      await http.send('POST', `${at(id)}/addChannel`, z.unknown(), { channel: channelIds.join(','), inhibitConnectedLineUpdates: true });
    },
    destroy: async (id) => {
      await http.send('DELETE', at(id), z.unknown());
    },
  };
}
