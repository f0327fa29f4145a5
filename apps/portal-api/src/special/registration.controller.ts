import { Controller, Delete, Get, HttpCode, Inject, Param, Query, UseGuards, type Type } from '@nestjs/common';
import { allowed, Caller, idOf, idsOf, LevelGuard, refusal, ROW_STORES, type ExtraPath, type RowStores } from '@switchyard/api-kit';
import type { Registering } from '@switchyard/data';
import { isGranted, LEVELS, type RequestContext } from '@switchyard/kernel';
import { mayUse, RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { REGISTRATIONS, type Registrations, type RegistrationState } from '../ports/registrations.port.js';
import { notServedYet } from './not-served-yet.js';

/** Endpoints, and users by the phone they have. */
const REGISTERING: readonly (Registering | 'user')[] = ['terminal', 'friend', 'residentialDevice', 'retailAccount', 'user'];
/** What would register with others. */
const ELSEWHERE = ['carrierServer', 'ddiProviderRegistration'] as const;

const CONTACT_ID = /^[\w-]{12}$/;
const KINDS = ['terminal', 'friend', 'residentialDevice', 'retailAccount'] as const;

const state = z.object({
  id: z.int(),
  status: z.enum(['registered', 'unregistered', 'direct']),
  contacts: z.array(
    z.object({
      id: z.string(),
      contact: z.string(),
      protocol: z.string(),
      address: z.string(),
      port: z.int(),
      userAgent: z.string(),
      expiresAt: z.string(),
      q: z.number(),
      instance: z.string().nullable(),
      reachable: z.boolean(),
    }),
  ),
});
const page = z.object({
  items: z.array(state.extend({ kind: z.enum(KINDS), name: z.string(), clientId: z.int() })),
  next: z.string().nullable(),
});
const readers = (resource: Resource) => LEVELS.filter((level) => mayUse(resource, level, 'read'));
const resourceOf = (name: Registering | 'user' | (typeof ELSEWHERE)[number]): Resource => RESOURCES[name] as unknown as Resource;

export const registrationPaths: readonly ExtraPath[] = [
  {
    path: '/registrations',
    levels: ['brand', 'client'],
    tag: 'Registrations',
    method: 'get',
    summary: 'Endpoints that are registered now, some at a time; `next` is the `cursor` of those that follow',
    query: z.object({ cursor: z.string().optional() }),
    answer: page,
  },
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
      {
        path: `/${resource.path}/{id}/registration`,
        levels,
        tag,
        method: 'delete',
        summary: `Remove all registrations of a ${what}`,
        answer: state,
      },
      {
        path: `/${resource.path}/{id}/registration/{contact}`,
        levels,
        tag,
        method: 'delete',
        summary: `Remove one registration of a ${what}`,
        answer: state,
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
function registrationController(name: Registering | 'user'): Type<unknown> {
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

    @Delete(':id/registration')
    @HttpCode(200)
    async removeAll(@Caller() caller: RequestContext, @Param('id') text: string): Promise<RegistrationState> {
      return this.remove(caller, text, undefined);
    }

    @Delete(':id/registration/:contact')
    @HttpCode(200)
    async removeOne(
      @Caller() caller: RequestContext,
      @Param('id') text: string,
      @Param('contact') contact: string,
    ): Promise<RegistrationState> {
      return this.remove(caller, text, contact);
    }

    /** Who sees a phone may make it register again: nothing of what is configured changes. Restricted logins need the right to change. */
    private async remove(caller: RequestContext, text: string, contact: string | undefined): Promise<RegistrationState> {
      allowed(resource, caller, 'read');
      if (!isGranted(caller, resource.name, 'update'))
        throw refusal('not-granted', `It was not granted to update ${resource.plural.toLowerCase()}.`);
      const id = idOf(text);
      const left =
        contact !== undefined && !CONTACT_ID.test(contact) ? 'no-contact' : await this.registrations.remove(caller, name, id, contact);
      if (!left) throw refusal('not-found', `There is no ${resource.singular} with the id ${id}.`);
      if (left === 'no-contact') throw refusal('not-found', `The ${resource.singular} ${id} has no contact with the id ${contact ?? ''}.`);
      return left;
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

/** `GET …/registrations`: everybody who is registered, for a brand or a client. */
@Controller('api/:level/registrations')
@UseGuards(LevelGuard)
class RegistrationListController {
  constructor(@Inject(REGISTRATIONS) private readonly registrations: Registrations) {}

  @Get()
  async list(@Caller() caller: RequestContext, @Query() query: Record<string, unknown>): ReturnType<Registrations['list']> {
    if (caller.scope.level !== 'brand' && caller.scope.level !== 'client')
      throw refusal('level-forbidden', `Registrations may not be listed at level ${caller.scope.level}.`);
    for (const kind of KINDS)
      if (!isGranted(caller, kind, 'read'))
        throw refusal('not-granted', `It was not granted to read ${RESOURCES[kind].plural.toLowerCase()}.`);
    return this.registrations.list(caller, typeof query['cursor'] === 'string' ? query['cursor'] : '');
  }
}

export const registrationControllers: readonly Type<unknown>[] = [
  RegistrationListController,
  ...REGISTERING.map(registrationController),
  ...ELSEWHERE.map(elsewhereController),
];
