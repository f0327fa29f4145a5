import { Controller, Get, Inject, Param, UseGuards, type Type } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, refusal, type ExtraPath } from '@switchyard/api-kit';
import { LEVELS, type RequestContext } from '@switchyard/kernel';
import { attemptResult, inboundDecision, outboundDecision, RESOURCES, traceStep, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { CALL_TRACES, type CallTraces, type StoredTrace } from '../ports/call-traces.port.js';
import { redactTrace } from './redact-trace.js';

const traced = { billableCall: RESOURCES.billableCall, callLeg: RESOURCES.callLeg } as const;
type Traced = keyof typeof traced;

const answer = z.object({
  decision: z.union([outboundDecision, inboundDecision]),
  trace: z.array(traceStep),
  revision: z.number().int(),
  attempts: z.array(attemptResult),
});

export const tracePaths: readonly ExtraPath[] = Object.values(traced).map(({ path, singular }) => ({
  path: `/${path}/{id}/trace`,
  levels: LEVELS,
  method: 'get',
  summary: `Why a ${singular.toLowerCase()} went where it went`,
  answer,
}));

/** `GET …/{billable-calls,call-legs}/{id}/trace`: the decision as it was stored with the leg, also of a call that was refused. */
function traceController(name: Traced): Type<unknown> {
  const resource = traced[name];

  @Controller(`api/:level/${resource.path}/:id/trace`)
  @UseGuards(LevelGuard)
  class TraceController {
    constructor(@Inject(CALL_TRACES) private readonly traces: CallTraces) {}

    @Get()
    async get(@Caller() caller: RequestContext, @Param('id') text: string): Promise<StoredTrace> {
      const level = allowed(resource as unknown as Resource, caller, 'read');
      const id = idOf(text);
      const stored = await this.traces.of(caller, name, id);
      if (!stored) throw refusal('not-found', `There is no ${resource.singular.toLowerCase()} with the id ${id}.`);
      const { seesPrices, ...shown } = stored;
      return redactTrace(level, shown, seesPrices);
    }
  }
  return TraceController;
}

export const traceControllers: readonly Type<unknown>[] = [traceController('billableCall'), traceController('callLeg')];
