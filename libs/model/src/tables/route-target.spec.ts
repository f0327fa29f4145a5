import { describe, expect, expectTypeOf, it } from 'vitest';
import type { RowOf } from '../fields/field.js';
import { routeTarget } from './route-target.js';

describe('a route target', () => {
  it('is a kind and one target per kind, given exactly when its kind is chosen', () => {
    const fields = routeTarget(['none', 'user', 'number']);
    expect(Object.keys(fields)).toEqual(['routeType', 'userId', 'routeNumber']);
    expect(fields.routeType).toMatchObject({ values: ['none', 'user', 'number'], default: 'none' });
    expect(fields.userId).toMatchObject({ to: 'user', nullable: true, when: { field: 'routeType', is: ['user'], required: true } });
    expectTypeOf<RowOf<typeof fields>['routeType']>().toEqualTypeOf<'none' | 'user' | 'number'>();
    expectTypeOf<RowOf<typeof fields>['userId']>().toEqualTypeOf<number | null>();
    expectTypeOf<RowOf<typeof fields>['routeNumber']>().toEqualTypeOf<string | null>();
  });

  it('carries its prefix in every name, so that a resource may have several', () => {
    const fields = routeTarget(['none', 'extension'], { prefix: 'noInput', label: 'Without input' });
    expect(Object.keys(fields)).toEqual(['noInputRouteType', 'noInputExtensionId']);
    expect(fields.noInputExtensionId).toMatchObject({
      label: 'Without input: Extension',
      when: { field: 'noInputRouteType', is: ['extension'] },
    });
    expectTypeOf<RowOf<typeof fields>['noInputExtensionId']>().toEqualTypeOf<number | null>();
  });
});
