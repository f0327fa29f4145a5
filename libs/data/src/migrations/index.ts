import { Initial1763700000000 } from './1763700000000-initial.migration.js';
import { NewestMovement1763710000000 } from './1763710000000-newest-movement.migration.js';
import { WholeModel1763750000000 } from './1763750000000-whole-model.migration.js';
import { Phones1763760000000 } from './1763760000000-phones.migration.js';

/** All migrations, oldest first. A migration that was released is never edited. */
export const migrations = [Initial1763700000000, NewestMovement1763710000000, WholeModel1763750000000, Phones1763760000000] as const;
