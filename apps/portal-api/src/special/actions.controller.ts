import { Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { allowed, Caller, idOf, idsOf, LevelGuard, refusal, ROW_STORES, type ExtraPath, type RowStores } from '@switchyard/api-kit';
import type { AskedAgain } from '@switchyard/data';
import type { RequestContext, Verb } from '@switchyard/kernel';
import { RESOURCES, type Resource, type ResourceName } from '@switchyard/model';
import { z } from 'zod';
import { SPECIAL_ROWS, type SpecialRows } from '../ports/special-rows.port.js';
import { notServedYet } from './not-served-yet.js';

const tagOf = (name: ResourceName): string => RESOURCES[name].plural;
const waiting = z.object({ status: z.string() });

export const actionPaths: readonly ExtraPath[] = [
  {
    path: '/banned-addresses/{id}/release',
    levels: ['platform', 'brand'],
    tag: tagOf('bannedAddress'),
    method: 'post',
    summary: 'Let a banned address in again',
  },
  {
    path: '/fax-messages/{id}/resend',
    levels: ['client', 'user'],
    tag: tagOf('faxMessage'),
    method: 'post',
    summary: 'Send a fax again',
    status: 200,
    answer: waiting,
  },
  {
    path: '/invoices/{id}/regenerate',
    levels: ['brand'],
    tag: tagOf('invoice'),
    method: 'post',
    summary: 'Make an invoice again',
    status: 200,
    answer: waiting,
  },
  {
    path: '/invoices/{id}/preview',
    levels: ['brand'],
    tag: tagOf('invoice'),
    method: 'get',
    summary: 'How an invoice would look',
    answer: z.string(),
    answerType: 'text/html',
  },
  {
    path: '/recordings/zip',
    levels: ['client'],
    tag: tagOf('recording'),
    method: 'get',
    summary: 'Several recordings in one archive',
    query: z.object({ id: z.string() }),
    answer: z.string(),
    answerType: 'application/zip',
  },
];

/** What is done to one row besides changing it. Every foreign id is 404, whatever else is wrong. */
@Controller('api/:level')
@UseGuards(LevelGuard)
export class ActionsController {
  constructor(
    @Inject(SPECIAL_ROWS) private readonly rows: SpecialRows,
    @Inject(ROW_STORES) private readonly stores: RowStores,
  ) {}

  /** The platform forgets why it shut the address out; the guards let it in from then on. */
  @Post('banned-addresses/:id/release')
  @HttpCode(204)
  async release(@Caller() caller: RequestContext, @Param('id') text: string): Promise<void> {
    const id = this.#check('bannedAddress', caller, 'delete', text);
    if (!(await this.stores('bannedAddress').remove(caller, id))) throw this.#missing('bannedAddress', id);
  }

  @Post('fax-messages/:id/resend')
  @HttpCode(200)
  resend(@Caller() caller: RequestContext, @Param('id') text: string): Promise<{ readonly status: string }> {
    return this.#again('faxMessage', caller, text);
  }

  @Post('invoices/:id/regenerate')
  @HttpCode(200)
  regenerate(@Caller() caller: RequestContext, @Param('id') text: string): Promise<{ readonly status: string }> {
    return this.#again('invoice', caller, text);
  }

  @Get('invoices/:id/preview')
  async preview(@Caller() caller: RequestContext, @Param('id') text: string): Promise<never> {
    const id = this.#check('invoice', caller, 'update', text);
    if (!(await this.stores('invoice').get(caller, id))) throw this.#missing('invoice', id);
    throw notServedYet('invoice-engine');
  }

  @Get('recordings/zip')
  async archive(@Caller() caller: RequestContext, @Query() query: Record<string, unknown>): Promise<never> {
    if (allowed(RESOURCES.recording as unknown as Resource, caller, 'read') !== 'client')
      throw refusal('level-forbidden', `Archives are made for clients, not at level ${caller.scope.level}.`);
    for (const id of new Set(idsOf(query))) if (!(await this.stores('recording').get(caller, id))) throw this.#missing('recording', id);
    throw notServedYet('recording-archive');
  }

  #check(name: ResourceName, caller: RequestContext, verb: Verb, text: string): number {
    allowed(RESOURCES[name] as unknown as Resource, caller, verb);
    return idOf(text);
  }

  async #again(name: AskedAgain, caller: RequestContext, text: string): Promise<{ readonly status: string }> {
    const id = this.#check(name, caller, 'update', text);
    const again = await this.rows.askAgain(caller, name, id);
    if (!again) throw this.#missing(name, id);
    return again;
  }

  #missing(name: ResourceName, id: number) {
    return refusal('not-found', `There is no ${RESOURCES[name].singular} with the id ${id}.`);
  }
}
