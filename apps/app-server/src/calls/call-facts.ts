import type { CallInfo } from '@switchyard/call-flow';
import { newLegUid } from '@switchyard/kernel';
import { z } from 'zod';
import type { Plan } from '../dialplan/plan-call.js';

/** Channel variable of every far channel: what a process needs to take the call over after a restart (invariant I7). */
export const FACTS_VARIABLE = 'SY_CALL';
/** Argument of the StasisStart of a channel that we made ourselves. */
export const FAR_ARGUMENT = 'far';

const party = z.object({
  kind: z.enum(['terminal', 'residentialDevice', 'retailAccount', 'friend']),
  id: z.number().int(),
  userId: z.number().int().nullable(),
});

const callFacts = z.object({
  v: z.literal(1),
  callUid: z.string(),
  legUid: z.string(),
  brandId: z.number().int(),
  clientId: z.number().int(),
  caller: z.string(),
  callee: z.string(),
  nearId: z.string(),
  /** The called side is not to know who calls. */
  anonymous: z.boolean().default(false),
  /** Phones of the platform at the two ends. */
  from: party.optional(),
  to: party.optional(),
});
/** What is known of a call for as long as it lives. */
export type CallFacts = z.infer<typeof callFacts>;

/** `callee` is what was dialled until the plan says better. */
export const factsOf = (info: CallInfo, nearId: string): CallFacts => ({
  v: 1,
  callUid: info.callUid,
  legUid: newLegUid(),
  brandId: info.brandId,
  clientId: info.clientId,
  caller: info.caller,
  callee: info.callee,
  nearId,
  anonymous: info.anonymous,
  ...callerOf(info),
});

function callerOf({ from, userId }: CallInfo): Pick<CallFacts, 'from'> {
  const kind = party.shape.kind.safeParse(from.kind);
  return kind.success && from.id !== null ? { from: { kind: kind.data, id: from.id, userId } } : {};
}

export const plannedFacts = (facts: CallFacts, plan: Exclude<Plan, { kind: 'refuse' }>): CallFacts => ({
  ...facts,
  caller: plan.presented.number,
  callee: plan.callee,
  ...(plan.kind === 'ring' ? { to: { kind: plan.endpoint.kind, id: plan.endpoint.id, userId: plan.endpoint.userId } } : {}),
});

export const writeFacts = (facts: CallFacts): string => Buffer.from(JSON.stringify(facts)).toString('base64url');

/** Undefined for anything that is not ours. */
export function readFacts(text: string): CallFacts | undefined {
  try {
    const parsed = callFacts.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const OURS = 'sy-';
/** One call has one far channel and one bridge; both ids follow from the leg. */
export const farIdOf = (legUid: string): string => `${OURS}${legUid}`;
export const bridgeIdOf = (legUid: string): string => `${OURS}${legUid}`;
export const bridgeNameOf = (callUid: string): string => `${OURS}${callUid}`;
export const isOurs = (id: string): boolean => id.startsWith(OURS);
