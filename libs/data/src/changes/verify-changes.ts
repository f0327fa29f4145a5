import { type Database, sourceOf } from '../database.js';
import { CHAIN_START, hashOf, type ChainedEntry } from './chain.js';

/** What an inspection of one chain found. `brokenAt`: number of the first entry that does not fit, undefined when all do. */
export interface ChainReport {
  readonly chain: number;
  readonly entries: number;
  readonly brokenAt: number | undefined;
  readonly reason: 'entry-missing' | 'entry-altered' | 'end-missing' | undefined;
}

const ENTRIES_PER_QUERY = 1000;

/** Reads a chain of the change log from its first entry and checks each hash: an altered, removed, inserted or cut off entry shows (NX-12). */
export async function verifyChanges(database: Database, chain: number): Promise<ChainReport> {
  let hash = CHAIN_START;
  let sequence = 0;
  const broken = (reason: ChainReport['reason']): ChainReport => ({ chain, entries: sequence, brokenAt: sequence + 1, reason });
  for (;;) {
    const entries = (await sourceOf(database)
      .manager.createQueryBuilder<ChainedEntry & { readonly hash: string }>('changeEntry', 't')
      .where('t.chain = :chain AND t.sequence > :sequence', { chain, sequence })
      .orderBy('t.sequence')
      .limit(ENTRIES_PER_QUERY)
      .getMany()) as (ChainedEntry & { readonly hash: string })[];
    for (const entry of entries) {
      if (entry.sequence !== sequence + 1) return broken('entry-missing');
      hash = hashOf(database.secrets, hash, entry);
      if (hash !== entry.hash) return broken('entry-altered');
      sequence = entry.sequence;
    }
    if (entries.length < ENTRIES_PER_QUERY) break;
  }
  const [head] = (await sourceOf(database).query('SELECT sequence FROM change_chain WHERE chain = ?', [chain])) as {
    sequence: number | string;
  }[];
  if (Number(head?.sequence ?? 0) > sequence) return broken('end-missing');
  return { chain, entries: sequence, brokenAt: undefined, reason: undefined };
}
