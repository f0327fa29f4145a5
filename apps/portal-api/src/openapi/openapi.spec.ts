import 'reflect-metadata';
import { PATH_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { LEVELS } from '@switchyard/kernel';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { controllers } from '../app.module.js';
import { documentOf, documentText } from './openapi.controller.js';

/** `GET /carriers/{id}` of every handler that the framework would register. */
function routes(): Set<string> {
  const found = new Set<string>();
  for (const controller of controllers) {
    const base = String(Reflect.getMetadata(PATH_METADATA, controller));
    const prototype = controller.prototype as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const handler = prototype[name];
      const method =
        typeof handler === 'function' ? (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined) : undefined;
      if (method === undefined) continue;
      const path = `/${base}/${String(Reflect.getMetadata(PATH_METADATA, handler as object))}`.replace(/\/+/g, '/').replace(/\/$/, '');
      found.add(`${RequestMethod[method]} ${path.replace('/api/:level', '').replace(/:(\w+)/g, '{$1}')}`);
    }
  }
  return found;
}

describe('the OpenAPI documents', () => {
  it.each(LEVELS)('of %s are the ones checked in; `npm run openapi` writes them', (level) => {
    const checkedIn = readFileSync(new URL(`../../../../docs/openapi/${level}.json`, import.meta.url), 'utf8');
    expect(checkedIn).toBe(documentText(documentOf(level)));
  });

  it('name exactly the addresses that the controllers answer', () => {
    const documented = new Set<string>();
    for (const level of LEVELS)
      for (const [path, operations] of Object.entries(documentOf(level)['paths'] as Record<string, object>))
        for (const method of Object.keys(operations)) if (method !== 'parameters') documented.add(`${method.toUpperCase()} ${path}`);
    // Records of calls have writing routes that answer 403 at every level, so no document names them.
    const answered = [...routes()].filter((route) => !/^(POST|PATCH|DELETE) \/(call-legs|billable-calls|balance-movements)/.test(route));
    expect([...documented].sort()).toEqual(answered.filter((route) => route !== 'GET /openapi.json').sort());
  });

  it.each(LEVELS)('of %s has no operation id twice', (level) => {
    const ids = [...JSON.stringify(documentOf(level)['paths']).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
