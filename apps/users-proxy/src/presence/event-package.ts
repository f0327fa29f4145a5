import type { Cause, Result } from '@switchyard/kernel';
import type { Snapshot } from '@switchyard/model';
import type { Watcher } from './subscription.js';

/** What a subscription asks for. */
export interface Wanted {
  readonly user: string;
  readonly host: string;
  readonly watcher: Watcher;
  readonly snapshot: Snapshot;
}

/** One thing that is watched. */
export interface Located {
  /** Changes are reported under this key. */
  readonly key: string;
  /** URI of it in documents. */
  readonly entity: string;
  readonly name: string;
}

export interface EventPackage {
  /** Value of the Event header. */
  readonly event: string;
  /** Content types of its documents, the preferred one first; also what an absent Accept means. */
  readonly types: readonly string[];
  readonly defaultExpiresSec: number;
  readonly minExpiresSec: number;
  /** Documents to one watcher are not closer than this. */
  readonly minIntervalMs: number;
  /** Lists of colleagues may be watched in one subscription. */
  readonly hasLists: boolean;
  /** The target, when the watcher may see it; a cause otherwise. */
  readonly locate: (wanted: Wanted) => Promise<Result<Located, Cause>>;
  /** The present state; undefined while it cannot be known. Versions are written as `version="0"`. */
  readonly document: (located: Located, watcher: Watcher) => Promise<string | undefined>;
}

export interface ListFound {
  readonly name: string;
  readonly members: readonly Located[];
}
