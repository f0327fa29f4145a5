import type { RequestContext } from '@switchyard/kernel';
import type { FieldProblem, ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { refused, type DataErrorCode } from '../errors.js';
import type { StoredRow } from '../repository/stored-row.js';
import { CLIENT_DELETION_RULES } from './client-deletions.js';
import { BILLING_DELETION_RULES } from './invoices.js';
import { banOfBrand, currencyInUse, defaultRow, lastTemplate } from './protected-rows.js';

/** A row that somebody wants to delete. */
export interface Deletion {
  readonly ctx: RequestContext;
  readonly manager: EntityManager;
  readonly name: ResourceName;
  readonly before: StoredRow;
}

/** One sentence about rows that may not go. */
export interface DeletionRule {
  readonly name: string;
  readonly on: readonly ResourceName[];
  /** Default `rule-broken`. */
  readonly code?: DataErrorCode;
  readonly check: (deletion: Deletion) => readonly FieldProblem[] | Promise<readonly FieldProblem[]>;
}

export const DELETION_RULES: readonly DeletionRule[] = [
  defaultRow,
  lastTemplate,
  banOfBrand,
  currencyInUse,
  ...CLIENT_DELETION_RULES,
  ...BILLING_DELETION_RULES,
];

/** Throws the code of the first broken rule with all its problems. */
export async function checkDeletion(deletion: Deletion): Promise<void> {
  for (const rule of DELETION_RULES) {
    if (!rule.on.includes(deletion.name)) continue;
    const problems = await rule.check(deletion);
    if (problems.length > 0) throw refused(rule.code ?? 'rule-broken', problems);
  }
}
