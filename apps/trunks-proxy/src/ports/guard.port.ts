import type { Guard } from '@switchyard/guard';

/** Who may not come in; decided in memory. */
export type GuardPort = Pick<Guard, 'admit'>;
