import { findRow } from '../repository/stored-row.js';
import type { Completion } from './completion.js';

const OWNER = { administratorGrant: ['administrator', 'administratorId'], singleSignOn: ['webPortal', 'webPortalId'] } as const;

/**
 * The platform's own row belongs to the brand of what it is for. Below, the brand follows from the login, and what it is for
 * must lie there: it must not follow from a reference that somebody gives.
 */
export const loginRowBrand: Completion = {
  name: 'login-row-brand',
  on: ['administratorGrant', 'singleSignOn'],
  complete: async ({ ctx, manager, name, before, after }) => {
    if (before || ctx.scope.level !== 'platform') return {};
    const [owner, field] = OWNER[name as keyof typeof OWNER];
    const row = await findRow(manager, owner, { id: after[field] });
    return row ? { brandId: row['brandId'] ?? null } : {};
  },
};
