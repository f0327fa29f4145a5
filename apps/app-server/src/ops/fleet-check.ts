import type { CheckResult } from '@switchyard/telemetry';
import type { Fleet } from '../calls/fleet.js';

/** Healthy when every enabled application server is connected; the detail names those that are not. None to drive is no fault. */
export function checkFleet(fleet: Fleet): CheckResult {
  const servers = fleet.states().filter(({ leaving }) => !leaving);
  const away = servers.filter(({ state }) => state !== 'connected').map(({ name, state }) => `${name}: ${state}`);
  if (servers.length === 0) return { ok: true, detail: 'no application server is enabled' };
  return away.length === 0 ? { ok: true, detail: `${servers.length} connected` } : { ok: false, detail: away.join(', ') };
}
