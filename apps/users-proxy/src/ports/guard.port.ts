import type { Guard, SourceVerdict } from '@switchyard/guard';

/** Who may not come in; decided in memory. */
export type GuardPort = Pick<Guard, 'admit' | 'isSuspicious' | 'isBanned' | 'proven' | 'badCredentials' | 'missed' | 'filtered'>;

/** What the source filter of clients asks. */
export interface SourceFilterPort {
  /** ISO code of the country of an address; undefined: not known. */
  readonly countryOf: (address: string) => string | undefined;
  /** An address of the servers that wake phones: they register and call on behalf of phones. */
  readonly isPushServer: (address: string) => boolean;
  readonly judged: (verdict: SourceVerdict) => void;
}
