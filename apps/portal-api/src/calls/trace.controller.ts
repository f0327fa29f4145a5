import { Controller, Get, Inject, Param, UseGuards } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, refusal, type ExtraPath } from '@switchyard/api-kit';
import { LEVELS, type RequestContext } from '@switchyard/kernel';
import { attemptResult, inboundDecision, outboundDecision, RESOURCES, traceStep, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { CALL_TRACES, type CallTraces, type StoredTrace } from '../ports/call-traces.port.js';
import { redactTrace } from './redact-trace.js';

export const tracePaths: readonly ExtraPath[] = [
  {
    path: '/billable-calls/{id}/trace',
    levels: LEVELS,
    method: 'get',
    summary: 'Why a call went where it went',
    answer: z.object({
      decision: z.union([outboundDecision, inboundDecision]),
      trace: z.array(traceStep),
      revision: z.number().int(),
      attempts: z.array(attemptResult),
    }),
  },
];

/** `GET …/billable-calls/{id}/trace`: the decision as it was stored with the call. */
@Controller('api/:level/billable-calls/:id/trace')
@UseGuards(LevelGuard)
export class TraceController {
  constructor(@Inject(CALL_TRACES) private readonly traces: CallTraces) {}

  @Get()
  async get(@Caller() caller: RequestContext, @Param('id') text: string): Promise<StoredTrace> {
    const level = allowed(RESOURCES.billableCall as unknown as Resource, caller, 'read');
    const id = idOf(text);
    const stored = await this.traces.ofBillableCall(caller, id);
    if (!stored) throw refusal('not-found', `There is no billable call with the id ${id}.`);
    return redactTrace(level, stored);
  }
}
