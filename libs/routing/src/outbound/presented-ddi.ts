import { linearPattern, type OutgoingDdiRule, type OutgoingDdiRulePattern, type Snapshot, type TraceStep } from '@switchyard/model';

export interface DdiRequest {
  readonly clientId: number;
  /** Rule of the user, else of the client; null: none. */
  readonly ruleId: number | null;
  /** The DDI of the user, else the fallback of the client. E.164; null: neither has one. */
  readonly own: string | null;
  /** `12*`, when it was dialled. */
  readonly prefix: string | null;
  /** E.164 */
  readonly callee: string;
}

/** What is compared with a list's patterns is never longer than a number. */
const MAX_NUMBER = 64;

/**
 * Which DDI a vPBX user shows outside (IV-84, reference §3): its own, unless the rule forces another; the default of the rule first, then the
 * first of its patterns by priority that has the dialled prefix or whose list has the number. A DDI of others is passed over.
 */
export function presentedDdi(snapshot: Snapshot, request: DdiRequest): { readonly number: string | null; readonly step: TraceStep } {
  const { clientId, ruleId, own, prefix, callee } = request;
  const found = snapshot.get('outgoingDdiRule', ruleId);
  const rule = found?.clientId === clientId ? found : undefined;
  const decide = (number: string | null, why: string) => ({
    number,
    step: { step: 'presented', saw: { own, rule: rule?.name ?? null, prefix, callee }, chose: number, why } satisfies TraceStep,
  });
  if (!rule) return decide(own, own === null ? 'neither the user nor the client has an outgoing DDI' : 'the outgoing DDI');
  const forced = ({ forcedDdiId }: Pick<OutgoingDdiRule, 'forcedDdiId'>): string | null => {
    const ddi = snapshot.get('ddi', forcedDdiId ?? snapshot.get('client', clientId)?.outgoingDdiId);
    return ddi?.clientId === clientId ? ddi.number : null;
  };
  const byAction = (action: 'keep' | 'force', of: Pick<OutgoingDdiRule, 'forcedDdiId'>): string | null =>
    action === 'keep' ? own : (forced(of) ?? own);
  const pattern = [...snapshot.by('outgoingDdiRulePattern', 'outgoingDdiRuleId', rule.id)]
    .sort((a, b) => a.priority - b.priority || a.id - b.id)
    .find((one) => fits(snapshot, one, prefix, callee));
  if (!pattern) return decide(byAction(rule.defaultAction, rule), `the default of '${rule.name}': ${rule.defaultAction}`);
  return decide(byAction(pattern.action, pattern), `pattern ${pattern.priority} of '${rule.name}': ${pattern.action}`);
}

function fits(snapshot: Snapshot, pattern: OutgoingDdiRulePattern, prefix: string | null, callee: string): boolean {
  if (pattern.type === 'prefix') return prefix !== null && pattern.prefix === prefix;
  return pattern.matchListId !== null && isInList(snapshot, pattern.matchListId, callee);
}

function isInList(snapshot: Snapshot, matchListId: number, number: string): boolean {
  return snapshot.by('matchListPattern', 'matchListId', matchListId).some((entry) => {
    if (entry.type === 'number') return entry.number === number;
    const pattern = entry.regExp === null ? undefined : linearPattern(entry.regExp);
    return pattern?.ok === true && number.length <= MAX_NUMBER && pattern.value.test(number);
  });
}
