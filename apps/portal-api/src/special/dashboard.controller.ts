import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { Caller, LevelGuard, type ExtraPath } from '@switchyard/api-kit';
import { LEVELS, type RequestContext } from '@switchyard/kernel';
import { z } from 'zod';
import { DASHBOARDS, type Dashboard, type Dashboards } from '../ports/dashboards.port.js';

const figures = z.object({
  calls: z.int(),
  answered: z.int(),
  asr: z.number().nullable().describe('Answered of all, 0 to 1'),
  acd: z.number().nullable().describe('Seconds of an answered call on average'),
  inbound: z.int(),
  outbound: z.int(),
  money: z
    .array(z.object({ currency: z.string(), price: z.string(), cost: z.string().optional(), margin: z.string().optional() }))
    .optional(),
});
const balance = z.object({ id: z.int(), name: z.string(), balance: z.string(), currency: z.string() });
const answer = z.object({
  at: z.string(),
  counts: z.record(z.string(), z.int()),
  calls: z.object({ total: figures, hours: z.array(figures.extend({ hour: z.string() })) }).optional(),
  registered: z.int().nullable().optional(),
  balances: z.object({ empty: z.int(), lowest: z.array(balance), carriers: z.array(balance) }).optional(),
  balance: z.object({ balance: z.string(), currency: z.string(), usedToday: z.string(), mostPerDay: z.string() }).optional(),
  newMessages: z.int().optional(),
});

export const dashboardPaths: readonly ExtraPath[] = [
  { path: '/dashboard', levels: LEVELS, method: 'get', summary: 'What is there, the calls of the last 24 hours, balances', answer },
];

/** `GET …/dashboard`: the first page of the portal, from few indexed queries. */
@Controller('api/:level/dashboard')
@UseGuards(LevelGuard)
export class DashboardController {
  constructor(@Inject(DASHBOARDS) private readonly dashboards: Dashboards) {}

  @Get()
  get(@Caller() caller: RequestContext): Promise<Dashboard> {
    return this.dashboards.of(caller);
  }
}
