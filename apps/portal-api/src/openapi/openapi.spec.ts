import 'reflect-metadata';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { clientSource } from '@switchyard/api-kit';
import { LEVELS } from '@switchyard/kernel';
import { mayUse, resources } from '@switchyard/model';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { controllers } from '../app.module.js';
import { routesOf } from '../requests/route-table.js';
import { documentOf, documentText } from './openapi.controller.js';

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, unknown>;
}
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** `GET /carriers/{id}` of every handler that the framework registers, with the status it answers by itself. */
const routes = (): Map<string, number> =>
  new Map(
    routesOf(controllers).map(({ method, path, handler }) => {
      const status = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined;
      return [`${method} ${path.replace('/api/:level', '').replace(/:(\w+)/g, '{$1}')}`, status ?? (method === 'POST' ? 201 : 200)];
    }),
  );

/** Routes of a resource that no level may use: they answer 403 at all of them. */
const forNobody = new Set(
  resources.flatMap((resource) => {
    const nobody = (verb: 'create' | 'update' | 'delete') => !LEVELS.some((level) => mayUse(resource, level, verb));
    return [
      ...(nobody('create') ? [`POST /${resource.path}`] : []),
      ...(nobody('update') ? [`PATCH /${resource.path}/{id}`] : []),
      ...(nobody('delete') ? [`DELETE /${resource.path}/{id}`, `DELETE /${resource.path}`] : []),
    ];
  }),
);

const operations = (level: (typeof LEVELS)[number]): [string, Operation][] =>
  Object.entries(documentOf(level)['paths'] as Record<string, Record<string, Operation>>).flatMap(([path, at]) =>
    Object.entries(at)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => [`${method.toUpperCase()} ${'servers' in at ? '/api' : ''}${path}`, operation] as [string, Operation]),
  );

describe('the OpenAPI documents', () => {
  it.each(LEVELS)('of %s are the ones checked in; `npm run openapi` writes them', (level) => {
    const checkedIn = readFileSync(new URL(`../../../../docs/openapi/${level}.json`, import.meta.url), 'utf8');
    // Compared as a truth: a difference of thousands of lines helps nobody.
    expect(checkedIn === documentText(documentOf(level)), `docs/openapi/${level}.json is as npm run openapi writes it`).toBe(true);
  });

  it.each(LEVELS)('of %s are what the client for programs is made of; `npm run openapi` writes both', (level) => {
    const client = readFileSync(new URL(`../../../../libs/api-client/src/generated/${level}.ts`, import.meta.url), 'utf8');
    const document = readFileSync(new URL(`../../../../docs/openapi/${level}.json`, import.meta.url), 'utf8');
    const made = clientSource(level, JSON.parse(document) as Record<string, unknown>);
    expect(client === made, `libs/api-client/src/generated/${level}.ts is as npm run openapi writes it`).toBe(true);
  });

  it('name exactly the addresses that the controllers answer', () => {
    const documented = new Set(LEVELS.flatMap((level) => operations(level).map(([route]) => route)));
    const answered = routes();
    expect([...documented].filter((route) => !answered.has(route))).toEqual([]);
    expect([...answered.keys()].filter((route) => !documented.has(route) && !forNobody.has(route))).toEqual([]);
  });

  it.each(LEVELS)('of %s promise the status of success that is answered', (level) => {
    const answered = routes();
    // Those write their status themselves.
    const own = /\/sso\//;
    for (const [route, { responses }] of operations(level))
      if (!own.test(route)) expect([route, Object.keys(responses)[0]]).toEqual([route, String(answered.get(route))]);
  });

  it.each(LEVELS)('of %s have no operation id twice and lead every reference somewhere', (level) => {
    const ids = operations(level).map(([, { operationId }]) => operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const document = documentOf(level);
    for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([\w$/]+)"/g)) {
      const target = path.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect(target, path).toBeDefined();
    }
  });

  it('are shown by a page that asks no other server', () => {
    const folder = new URL('../../docs-page/', import.meta.url);
    for (const name of readdirSync(folder)) expect(readFileSync(new URL(name, folder), 'utf8')).not.toMatch(/https?:|\/\/\w+\.\w/);
  });
});
