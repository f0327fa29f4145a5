import { Controller, Get, Inject, Param, Query, UseGuards, type Type } from '@nestjs/common';
import { allowed, Caller, idOf, idsOf, LevelGuard, refusal, ROW_STORES, type ExtraPath, type RowStores } from '@switchyard/api-kit';
import type { Registering } from '@switchyard/data';
import { LEVELS, type RequestContext } from '@switchyard/kernel';
import { mayUse, RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { REGISTRATIONS, type Registrations, type RegistrationState } from '../ports/registrations.port.js';
import { notServedYet } from './not-served-yet.js';

const REGISTERING: readonly Registering[] = ['terminal', 'friend', 'residentialDevice', 'retailAccount'];
/** What would register with others. */
const ELSEWHERE = ['carrierServer', 'ddiProviderRegistration'] as const;

const state = z.object({
  id: z.int(),
  status: z.enum(['registered', 'unregistered', 'direct']),
  contacts: z.array(
    z.object({
      contact: z.string(),
      protocol: z.string(),
      address: z.string(),
      port: z.int(),
      userAgent: z.string(),
      expiresAt: z.string(),
    }),
  ),
});
const readers = (resource: Resource) => LEVELS.filter((level) => mayUse(resource, level, 'read'));
const resourceOf = (name: Registering | (typeof ELSEWHERE)[number]): Resource => RESOURCES[name] as unknown as Resource;

export const registrationPaths: readonly ExtraPath[] = [
  ...REGISTERING.flatMap((name): ExtraPath[] => {
    const resource = resourceOf(name);
    const [levels, tag, what] = [readers(resource), resource.plural, resource.singular.toLowerCase()];
    return [
      { path: `/${resource.path}/{id}/registration`, levels, tag, method: 'get', summary: `Where a ${what} is registered`, answer: state },
      {
        path: `/${resource.path}/registrations`,
        levels,
        tag,
        method: 'get',
        summary: `Which ${resource.plural.toLowerCase()} are registered`,
        query: z.object({ id: z.string() }),
        answer: z.array(state),
      },
    ];
  }),
  ...ELSEWHERE.map((name): ExtraPath => {
    const resource = resourceOf(name);
    return {
      path: `/${resource.path}/{id}/registration`,
      levels: readers(resource),
      tag: resource.plural,
      method: 'get',
      summary: `Whether a ${resource.singular} is registered`,
      answer: state,
    };
  }),
];

/** `GET …/registrations?id=1,2` and `GET …/{id}/registration` (IV-191): live, from where the users proxy keeps it. */
function registrationController(name: Registering): Type<unknown> {
  const resource = resourceOf(name);

  @Controller(`api/:level/${resource.path}`)
  @UseGuards(LevelGuard)
  class RegistrationController {
    constructor(@Inject(REGISTRATIONS) private readonly registrations: Registrations) {}

    @Get('registrations')
    async list(@Caller() caller: RequestContext, @Query() query: Record<string, unknown>): Promise<readonly RegistrationState[]> {
      allowed(resource, caller, 'read');
      const ids = [...new Set(idsOf(query))];
      const states = await this.registrations.of(caller, name, ids);
      const missing = ids.filter((id) => !states.some((one) => one.id === id));
      if (missing.length > 0) throw refusal('not-found', `There is no ${resource.singular} with the id ${missing.join(', ')}.`);
      return states;
    }

    @Get(':id/registration')
    async get(@Caller() caller: RequestContext, @Param('id') text: string): Promise<RegistrationState> {
      allowed(resource, caller, 'read');
      const id = idOf(text);
      const [found] = await this.registrations.of(caller, name, [id]);
      if (!found) throw refusal('not-found', `There is no ${resource.singular} with the id ${id}.`);
      return found;
    }
  }
  return RegistrationController;
}

function elsewhereController(name: (typeof ELSEWHERE)[number]): Type<unknown> {
  const resource = resourceOf(name);

  @Controller(`api/:level/${resource.path}`)
  @UseGuards(LevelGuard)
  class ElsewhereController {
    constructor(@Inject(ROW_STORES) private readonly stores: RowStores) {}

    @Get(':id/registration')
    async get(@Caller() caller: RequestContext, @Param('id') text: string): Promise<never> {
      allowed(resource, caller, 'read');
      const id = idOf(text);
      if (!(await this.stores(name).get(caller, id))) throw refusal('not-found', `There is no ${resource.singular} with the id ${id}.`);
      throw notServedYet('carrier-registration');
    }
  }
  return ElsewhereController;
}

export const registrationControllers: readonly Type<unknown>[] = [
  ...REGISTERING.map(registrationController),
  ...ELSEWHERE.map(elsewhereController),
];
