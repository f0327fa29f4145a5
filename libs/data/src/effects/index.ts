import { BILLING_EFFECTS } from './billing-rows.js';
import { brandRows } from './brand-rows.js';
import { changedDomain, clientServices, defaultSet, newDomain } from './client-rows.js';
import type { Effect, EffectWrite } from './effect.js';
import { INTER_VPBX_EFFECTS } from './inter-vpbx.js';
import { LOGIN_EFFECTS } from './login-rows.js';
import { OWN_ROW_EFFECTS } from './own-rows.js';

/** Every effect, in the order in which they run. */
export const EFFECTS: readonly Effect[] = [
  brandRows,
  newDomain,
  changedDomain,
  clientServices,
  defaultSet,
  ...OWN_ROW_EFFECTS,
  ...LOGIN_EFFECTS,
  ...INTER_VPBX_EFFECTS,
  ...BILLING_EFFECTS,
];

/** Runs what follows from a write; the first failure takes the whole write back. */
export async function runEffects(after: Effect['after'], write: EffectWrite): Promise<void> {
  for (const effect of EFFECTS) if (effect.after === after && effect.on.includes(write.name)) await effect.run(write);
}
