import { CAUSES, isCause } from '@switchyard/kernel';
import { formatDuration, type Widget } from '@switchyard/portal-kit';
import type { ReactNode } from 'react';

/** A named cause: its words on hover, its class as colour. */
export function CauseBadge({ cause }: { readonly cause: string }): ReactNode {
  const known = isCause(cause) ? CAUSES[cause] : undefined;
  const tone = known?.class === 'success' ? 'badge-good' : known?.class === 'client' ? 'badge-warn' : 'badge-bad';
  return (
    <span className={`badge ${tone}`} title={known?.text}>
      {cause}
    </span>
  );
}

export const Direction = ({ direction }: { readonly direction: string }): ReactNode => (
  <span className="direction">
    <span aria-hidden="true">{direction === 'inbound' ? '↙' : '↗'}</span> {direction === 'inbound' ? 'in' : 'out'}
  </span>
);

/** Fields of calls that are read better drawn by hand. */
export const callWidgets: Readonly<Record<string, Widget>> = {
  cause: (value) => (typeof value === 'string' ? <CauseBadge cause={value} /> : null),
  direction: (value) => (typeof value === 'string' ? <Direction direction={value} /> : null),
  durationSec: (value) => (typeof value === 'number' ? <span title={`${value} s`}>{formatDuration(value)}</span> : null),
};
