import type { ResourceName } from '@switchyard/model';
import type { Write } from '../rules/rule.js';

type Values = Readonly<Record<string, unknown>>;

/** Values of a row that follow from its other values or from its tenant; they are stored with it and win over the body. */
export interface Completion {
  readonly name: string;
  readonly on: readonly ResourceName[];
  /** Runs after the conditions of the field table and before references and rules. */
  readonly complete: (write: Write) => Values | Promise<Values>;
}
