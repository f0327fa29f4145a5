import type { MediaPool } from '@switchyard/media';

export { kindOfSdp, type MediaFailure, type MediaKind, type MediaOptions, type RelayRef } from '@switchyard/media';

/** What this room needs of libs/media. */
export type MediaPort = Pick<MediaPool, 'offer' | 'answer' | 'delete' | 'query' | 'record'>;
