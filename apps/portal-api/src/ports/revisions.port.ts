import type { ChainReport, ChangeSetBody, Revision, RowDifference, WentBack } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';

/** The history of a tenant's configuration: what changed, how to go back, what waits for its time. */
export interface Revisions {
  readonly list: (caller: RequestContext, page: { readonly before?: number; readonly limit: number }) => Promise<readonly Revision[]>;
  readonly compare: (caller: RequestContext, range: { readonly from: number; readonly to: number }) => Promise<readonly RowDifference[]>;
  readonly goBack: (caller: RequestContext, revision: number) => Promise<WentBack>;
  readonly addSet: (caller: RequestContext, body: ChangeSetBody) => Promise<number>;
  readonly verify: (chain: number) => Promise<ChainReport>;
}
export const REVISIONS = Symbol('Revisions');
