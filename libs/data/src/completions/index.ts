import type { Write } from '../rules/rule.js';
import { CLIENT_COMPLETIONS } from './client-rows.js';
import type { Completion } from './completion.js';
import { loginRowBrand } from './login-rows.js';
import { PROVIDER_COMPLETIONS } from './provider-rows.js';
import { administratorActive, brandInfrastructure, clientFeatures } from './tenants.js';

/** Every completion; a later one sees what earlier ones filled in. */
export const COMPLETIONS: readonly Completion[] = [
  brandInfrastructure,
  clientFeatures,
  administratorActive,
  loginRowBrand,
  ...CLIENT_COMPLETIONS,
  ...PROVIDER_COMPLETIONS,
];

/** What completes the row that a write would make. */
export async function complete(write: Write): Promise<Readonly<Record<string, unknown>>> {
  let values: Readonly<Record<string, unknown>> = {};
  for (const { on, complete: fill } of COMPLETIONS)
    if (on.includes(write.name)) values = { ...values, ...(await fill({ ...write, after: { ...write.after, ...values } })) };
  return values;
}
