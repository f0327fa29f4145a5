/** Whose concurrent calls are counted. */
export type LimitOwner = `brand:${number}` | `client:${number}` | `carrier:${number}`;

export interface LimitedBy {
  readonly owner: LimitOwner;
  /** 0 means unlimited. */
  readonly max: number;
}

/** Concurrent calls. A place is taken for a leg and freed when its call has ended. */
export interface Limits {
  /** Takes one place with every owner, or none and says which owner is full. */
  readonly take: (legUid: string, owners: readonly LimitedBy[]) => LimitOwner | undefined;
  readonly isFull: (limit: LimitedBy) => boolean;
  readonly free: (legUid: string) => void;
}
