import type { MediaPool } from '@switchyard/media';

export type { MediaFailure, MediaOptions, RelayRef } from '@switchyard/media';

/** What this room needs of libs/media. */
export type MediaPort = Pick<MediaPool, 'offer' | 'answer' | 'delete' | 'query'>;
