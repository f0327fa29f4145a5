import type { AskedAgain, Assignable, BalanceChange, ListRequest, TemplateKind } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';

type Row = Readonly<Record<string, unknown>>;
interface Rows {
  readonly items: readonly Row[];
  readonly total: number;
}

/** What can be done with rows besides list, create, change and delete. `undefined`: it is not there, or not the caller's. */
export interface SpecialRows {
  readonly unassigned: (caller: RequestContext, name: Assignable, request: ListRequest, keep?: number) => Promise<Rows>;
  readonly availableUsers: (caller: RequestContext, huntGroupId: number, request: ListRequest) => Promise<Rows | undefined>;
  /** All users of a list, in batches, with the names of what they have. */
  readonly detailedUsers: (caller: RequestContext, request: ListRequest) => Promise<AsyncIterable<readonly Row[]>>;
  /** New ids in the order of the old. Throws `reference-unknown`, `rule-broken`, `row-in-use`. */
  readonly unlinkDdis: (caller: RequestContext, ids: readonly number[]) => Promise<readonly number[]>;
  /** `isShown`: the proxies know it already; else they are told as soon as Redis is back. */
  readonly changeBalance: (
    caller: RequestContext,
    change: BalanceChange,
  ) => Promise<{ readonly balance: string; readonly movementId: number; readonly isShown: boolean } | undefined>;
  readonly askAgain: (caller: RequestContext, name: AskedAgain, id: number) => Promise<{ readonly status: string } | undefined>;
  readonly restoreTemplate: (caller: RequestContext, id: number, kind: TemplateKind) => Promise<Row | undefined>;
  /** What a phone would fetch; of a phone with this MAC address, or of one made up. Throws `rule-broken`. */
  readonly tryTemplate: (
    caller: RequestContext,
    id: number,
    kind: TemplateKind,
    mac?: string,
  ) => Promise<{ readonly text: string; readonly path: string | null } | undefined>;
}
export const SPECIAL_ROWS = Symbol('SpecialRows');
