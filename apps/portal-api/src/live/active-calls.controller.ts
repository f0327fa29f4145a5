import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { Caller, LevelGuard, refusal, type ExtraPath } from '@switchyard/api-kit';
import { isGranted, LEVELS, type RequestContext } from '@switchyard/kernel';
import type { EndpointKind, QueueState } from '@switchyard/model';
import { z } from 'zod';
import { LIVE_SOURCE, type LiveReader } from '../ports/live.port.js';
import { seesLeg, seesQueue, shownLeg, type ShownLeg } from './live-sight.js';

/** An endpoint at one side of a call; of a user only the own side. */
const party = z.object({
  kind: z.enum(['terminal', 'residentialDevice', 'retailAccount', 'friend'] satisfies EndpointKind[]),
  id: z.int(),
  userId: z.int().nullable(),
});
const leg = z.object({
  event: z.enum(['started', 'ringing', 'answered', 'updated']),
  at: z.string(),
  callUid: z.string(),
  legUid: z.string(),
  by: z.enum(['users-proxy', 'trunks-proxy', 'app-server']),
  brandId: z.int(),
  clientId: z.int(),
  caller: z.string(),
  callee: z.string(),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  from: party.optional(),
  to: party.optional(),
});
const queueState = z.object({
  at: z.string(),
  brandId: z.int(),
  clientId: z.int(),
  queueId: z.int(),
  queueName: z.string(),
  waiting: z.int(),
  waitingSince: z.string().nullable(),
  membersFree: z.int(),
  membersBusy: z.int(),
  membersPaused: z.int(),
});

export const activeCallPaths: readonly ExtraPath[] = [
  {
    path: '/active-calls',
    levels: LEVELS,
    method: 'get',
    summary: 'Legs of calls in progress, oldest first',
    answer: z.array(leg),
  },
  {
    path: '/queue-states',
    levels: ['platform', 'brand', 'client'],
    method: 'get',
    summary: 'Who waits in queues now',
    answer: z.array(queueState),
  },
];

/** `GET …/active-calls` (IV-192): what a live view begins with, for those who only look. */
@Controller('api/:level/active-calls')
@UseGuards(LevelGuard)
export class ActiveCallsController {
  constructor(@Inject(LIVE_SOURCE) private readonly live: LiveReader) {}

  @Get()
  async list(@Caller() caller: RequestContext): Promise<readonly ShownLeg[]> {
    const { scope } = caller;
    if (!isGranted(caller, 'callLeg', 'read')) throw refusal('not-granted', 'It was not granted to read call legs.');
    const legs = await this.live.legs(scope.level === 'platform' ? undefined : scope.brandId);
    return legs
      .filter((one) => seesLeg(caller, one))
      .sort((one, other) => one.startedAt.localeCompare(other.startedAt) || one.legUid.localeCompare(other.legUid))
      .map((one) => shownLeg(caller, one));
  }
}

/** `GET …/queue-states` (IV-192). Told by whoever serves queues. */
@Controller('api/:level/queue-states')
@UseGuards(LevelGuard)
export class QueueStatesController {
  constructor(@Inject(LIVE_SOURCE) private readonly live: LiveReader) {}

  @Get()
  async list(@Caller() caller: RequestContext): Promise<readonly QueueState[]> {
    const { scope } = caller;
    if (scope.level === 'user') throw refusal('level-forbidden', 'Queues are not shown at level user.');
    if (!isGranted(caller, 'queue', 'read')) throw refusal('not-granted', 'It was not granted to read queues.');
    const states = await this.live.queues(scope.level === 'platform' ? undefined : scope.brandId);
    return states.filter((state) => seesQueue(caller, state)).sort((one, other) => one.queueId - other.queueId);
  }
}
