import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { Caller, LevelGuard, refusal, type ExtraPath } from '@switchyard/api-kit';
import { isGranted, type RequestContext } from '@switchyard/kernel';
import type { ActiveLeg } from '@switchyard/model';
import { z } from 'zod';
import { LIVE_SOURCE, type LiveReader } from '../ports/live.port.js';
import { isVisible } from './live-view.js';

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
});

export const activeCallPaths: readonly ExtraPath[] = [
  {
    path: '/active-calls',
    levels: ['platform', 'brand', 'client'],
    method: 'get',
    summary: 'Legs of calls in progress, oldest first',
    answer: z.array(leg),
  },
];

/** `GET …/active-calls` (IV-192): what a live view begins with, for those who only look. */
@Controller('api/:level/active-calls')
@UseGuards(LevelGuard)
export class ActiveCallsController {
  constructor(@Inject(LIVE_SOURCE) private readonly live: LiveReader) {}

  @Get()
  async list(@Caller() caller: RequestContext): Promise<readonly ActiveLeg[]> {
    const { scope } = caller;
    if (scope.level === 'user') throw refusal('level-forbidden', 'Calls in progress are not shown at level user.');
    if (!isGranted(caller, 'callLeg', 'read')) throw refusal('not-granted', 'It was not granted to read call legs.');
    const legs = await this.live.legs(scope.level === 'platform' ? undefined : scope.brandId);
    return legs
      .filter((one) => isVisible(scope, one))
      .sort((one, other) => one.startedAt.localeCompare(other.startedAt) || one.legUid.localeCompare(other.legUid));
  }
}
