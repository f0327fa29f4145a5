import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { Caller, LevelGuard, refusal, type ExtraPath } from '@switchyard/api-kit';
import { systemClock, isoOf, type RequestContext } from '@switchyard/kernel';
import { outboundDecision, traceStep, type Client, type Decided, type OutboundDecision } from '@switchyard/model';
import { paysBefore } from '@switchyard/rating';
import { decideOutbound, toE164 } from '@switchyard/routing';
import { z } from 'zod';
import { DECISION_FACTS, type DecisionFacts } from '../ports/decision-facts.port.js';
import { bodyRefusal, worded } from '../body-refusal.js';
import { redactTrace } from './redact-trace.js';

const number = z.string(worded('must be text')).regex(/^\+?[0-9*#]{2,25}$/, 'must be 2 to 25 digits, with or without +');
const clientBody = z.strictObject({
  number,
  caller: number.or(z.literal('')).optional(),
  at: z.iso.datetime({ error: 'must be a time in UTC, as 2026-11-21T09:55:00.000Z' }).optional(),
});
const brandBody = clientBody.extend({ clientId: z.number(worded('must be the id of a client')).int('must be the id of a client') });
const answer = z.object({ decision: outboundDecision, trace: z.array(traceStep), revision: z.number().int() });

export const simulatePaths: readonly ExtraPath[] = [
  { path: '/simulate-call', levels: ['brand'], method: 'post', summary: 'Simulate a call', body: brandBody, answer },
  { path: '/simulate-call', levels: ['client'], method: 'post', summary: 'Simulate a call', body: clientBody, answer },
];

/** `POST …/simulate-call`: the decision a call would get now (or at `at`), by the very function that decides live calls. */
@Controller('api/:level/simulate-call')
@UseGuards(LevelGuard)
export class SimulateController {
  constructor(@Inject(DECISION_FACTS) private readonly facts: DecisionFacts) {}

  @Post()
  @HttpCode(200)
  async simulate(@Caller() caller: RequestContext, @Body() body: unknown): Promise<Decided<OutboundDecision>> {
    const snapshot = this.facts.snapshot();
    const { client, request } = readRequest(caller, body, (id) => snapshot.get('client', id));
    // Numbers as a person writes them; a live call arrives here in E.164 already, for which this changes nothing.
    const callee = toE164(snapshot, client.transformationRuleSetId, 'calleein', request.number);
    const presented = request.caller ?? snapshot.get('ddi', client.outgoingDdiId)?.number ?? '';
    const decided = decideOutbound(snapshot, {
      brandId: client.brandId,
      clientId: client.id,
      caller: presented === '' ? '' : toE164(snapshot, client.transformationRuleSetId, 'callerin', presented).number,
      callee: callee.number,
      at: request.at ?? isoOf(systemClock.nowMs()),
      balance: paysBefore(client.billingMethod) ? await this.facts.balanceOf(client.id) : null,
    });
    const normalised = callee.number === request.number ? [] : [callee.step];
    return redactTrace(caller.scope.level, { ...decided, trace: [...normalised, ...decided.trace] }, client.features.includes('billing'));
  }
}

function readRequest(caller: RequestContext, body: unknown, find: (id: number) => Client | undefined) {
  const { scope } = caller;
  if (scope.level !== 'brand' && scope.level !== 'client')
    throw refusal('level-forbidden', `Calls are not simulated at level ${scope.level}.`);
  const parsed = scope.level === 'brand' ? brandBody.safeParse(body) : clientBody.safeParse(body);
  if (!parsed.success) throw bodyRefusal(parsed.error, body);
  const clientId = scope.level === 'client' ? scope.clientId : 'clientId' in parsed.data ? (parsed.data.clientId as number) : 0;
  const client = find(clientId);
  if (!client || client.brandId !== scope.brandId) {
    throw refusal('reference-unknown', 'clientId is not the id of a client of yours', [
      { field: 'clientId', rule: 'must be the id of a client', value: clientId },
    ]);
  }
  return { client, request: parsed.data };
}
