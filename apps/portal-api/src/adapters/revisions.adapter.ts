import { addChangeSet, compareRevisions, goBack, listRevisions, verifyChanges, type Database } from '@switchyard/data';
import type { Revisions } from '../ports/revisions.port.js';

export const revisions = (database: Database): Revisions => ({
  list: (caller, page) => listRevisions(database, caller, page),
  compare: (caller, range) => compareRevisions(database, caller, range),
  goBack: (caller, revision) => goBack(database, caller, revision),
  addSet: (caller, body) => addChangeSet(database, caller, body),
  verify: (chain) => verifyChanges(database, chain),
});
