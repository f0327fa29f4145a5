/** Whose concurrent calls are counted. */
export type LimitOwner = `brand:${number}` | `client:${number}` | `carrier:${number}`;

export interface LimitedBy {
  readonly owner: LimitOwner;
  /** 0 means unlimited. */
  readonly max: number;
}

/** Concurrent calls as they are now. Places are taken by `Calls.connect`, which alone knows when a call has ended. */
export interface Limits {
  readonly isFull: (limit: LimitedBy) => boolean;
}
