import type { BrandBalances, CallFigures, HourFigures } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';

/** What a person sees first: its part is absent where the level does not see it or it was not granted. */
export interface Dashboard {
  readonly at: string;
  /** Rows by resource. */
  readonly counts: Readonly<Record<string, number>>;
  /** The last 24 hours. */
  readonly calls?: { readonly total: CallFigures; readonly hours: readonly HourFigures[] };
  /** Endpoints that are registered now; null: it cannot be told. */
  readonly registered?: number | null;
  readonly balances?: BrandBalances;
  /** A client's own. */
  readonly balance?: { readonly balance: string; readonly currency: string; readonly usedToday: string; readonly mostPerDay: string };
  /** A user's voicemail messages that were not heard. */
  readonly newMessages?: number;
}
export interface Dashboards {
  readonly of: (caller: RequestContext) => Promise<Dashboard>;
}
export const DASHBOARDS = Symbol('Dashboards');
