import { Initial1763700000000 } from './1763700000000-initial.migration.js';

/** All migrations, oldest first. A migration that was released is never edited. */
export const migrations = [Initial1763700000000] as const;
