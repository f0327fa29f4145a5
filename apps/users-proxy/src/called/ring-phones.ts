import type { BridgeAttempt, BridgePlan, BridgeTarget } from '@switchyard/b2bua';
import { aorOf } from '@switchyard/model';
import type { CallInfoKnown, EndpointKnown, Initial } from '../call.js';
import { ringPlan, type RingTimes } from '../forking/ring-plan.js';
import { devicesOf } from '../registration/devices.js';
import type { Registration } from '../registration/registration.js';
import { contactTarget } from './contact-target.js';

/**
 * How the registered phones of an endpoint ring: by preference, one flow of each device at a time, and phones that sleep as soon as they
 * have been woken and registered again.
 */
export function ringPhones(
  call: Initial & CallInfoKnown & EndpointKnown,
  contacts: readonly Registration[],
  times: RingTimes,
): Pick<BridgePlan<never>, 'attempts' | 'rejection' | 'onFailure' | 'answerMs'> {
  const { ports, endpoint } = call;
  const aor = aorOf(endpoint);
  const awake: { readonly target: BridgeTarget; readonly q: number }[] = [];
  const waking: Promise<BridgeTarget | undefined>[] = [];
  for (const flows of devicesOf(contacts)) {
    const [best] = flows;
    if (!best) continue;
    const woken = ports.wakeUps.wake(aor, best, 'call');
    if (woken) waking.push(woken.then((contact) => contact && contactTarget(call, contact)));
    else awake.push({ target: inTurn(flows.map((flow) => contactTarget(call, flow))), q: best.q });
  }
  const plan = ringPlan(awake, endpoint, times);
  if (waking.length === 0) return plan;
  const [first, ...others] = plan.attempts;
  const withWaking: BridgeAttempt = { ...(first ?? { targets: [] }), later: waking };
  return { ...plan, attempts: [withWaking, ...others] };
}

/** The first, and each next one in place of the one before when its flow is gone. */
const inTurn = ([first, ...others]: readonly BridgeTarget[]): BridgeTarget =>
  others.length === 0 ? (first as BridgeTarget) : { ...(first as BridgeTarget), instead: inTurn(others) };
