import { LEVELS } from '@switchyard/kernel';
import { RESOURCES, resources, type AnyResource } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { bodyOf, checkBody, formFields, initialValues, placeProblems, REMOVE_SECRET, type FormValues } from './form-values.js';

const server = RESOURCES.carrierServer as AnyResource;
const create = (values: FormValues, resource = server) => {
  const opened = initialValues(resource, 'brand', 'create', undefined);
  return bodyOf(resource, 'brand', 'create', { ...opened, ...values }, opened);
};
const row = {
  id: 7,
  carrierId: 1,
  host: '127.0.0.1',
  port: 5060,
  transport: 'udp',
  authUser: 'sw',
  sendPai: false,
  fromUser: null,
  fromDomain: null,
};
const opened = initialValues(server, 'brand', 'patch', row);
const patch = (values: FormValues) => bodyOf(server, 'brand', 'patch', { ...opened, ...values }, opened);

describe('a new row', () => {
  it('opens with the defaults of the table and what the address presets', () => {
    const values = initialValues(server, 'brand', 'create', undefined, new URLSearchParams({ carrierId: '4', port: '5080' }));
    expect(values).toMatchObject({ carrierId: 4, port: '5080', transport: 'udp', sendPai: false, authPassword: '', host: '' });
  });

  it('sends values of their kind: numbers as numbers, empty nullable texts as null, no empty secret', () => {
    const body = create({ carrierId: 4, host: 'gw.example', port: '5080' });
    expect(body).toMatchObject({
      carrierId: 4,
      host: 'gw.example',
      port: 5080,
      transport: 'udp',
      authUser: null,
      sendPai: false,
      fromUser: null,
      fromDomain: null,
    });
    expect(body).not.toHaveProperty('authPassword');
    expect(checkBody(server, 'brand', 'create', body)).toEqual([]);
  });

  it('sends what is no number as it was typed, so that the rule is named', () => {
    const body = create({ carrierId: 4, host: 'gw.example', port: 'sixty' });
    expect(body['port']).toBe('sixty');
    expect(checkBody(server, 'brand', 'create', body)).toEqual([
      { field: 'port', rule: 'must be a whole number from 1 to 65535', value: 'sixty' },
    ]);
  });

  it('leaves out what was not chosen: the schema says that it is required', () => {
    expect(checkBody(server, 'brand', 'create', create({ host: 'gw.example' }))).toEqual([
      { field: 'carrierId', rule: 'is required', value: undefined },
    ]);
  });

  it.each(resources.flatMap((resource) => LEVELS.map((level) => [resource.name, level, resource] as const)))(
    'of %s at %s names no field that the level may not give',
    (_name, level, resource) => {
      const values = initialValues(resource, level, 'create', undefined);
      const body = bodyOf(resource, level, 'create', values, values);
      const allowed = new Set(formFields(resource, level, 'create').map(([key]) => key));
      for (const { field } of checkBody(resource, level, 'create', body)) expect(allowed).toContain(field);
    },
  );
});

describe('a change', () => {
  it('sends only what was changed', () => {
    expect(patch({})).toEqual({});
    expect(patch({ port: '5070', sendPai: true })).toEqual({ port: 5070, sendPai: true });
  });

  it.each([
    ['keeps a secret that was left empty', { authPassword: '' }, {}],
    ['sends a secret that was typed', { authPassword: 'new secret' }, { authPassword: 'new secret' }],
    ['takes a secret away when asked', { authPassword: REMOVE_SECRET }, { authPassword: null }],
    ['empties a nullable text', { authUser: '' }, { authUser: null }],
  ])('%s', (_what, values, body) => {
    expect(patch(values)).toEqual(body);
  });

  it('never shows a stored secret', () => {
    expect(initialValues(server, 'brand', 'patch', { ...row, authPassword: 'leaked' })['authPassword']).toBe('');
  });

  it('is refused when a number that must be there was emptied', () => {
    expect(checkBody(server, 'brand', 'patch', patch({ port: '' }))).toMatchObject([{ field: 'port' }]);
  });

  it('brings times back to the same second in UTC', () => {
    const profile = RESOURCES.ratingProfile as AnyResource;
    const before = initialValues(profile, 'brand', 'patch', { id: 1, activationAt: '2026-03-29T00:30:15.000Z' });
    const body = bodyOf(profile, 'brand', 'patch', before, { ...before, activationAt: '' });
    expect(body).toEqual({ activationAt: '2026-03-29T00:30:15.000Z' });
  });
});

describe('placeProblems', () => {
  it('puts each problem of a 422 under its input, with the label, and the others above', () => {
    const problems = [
      { field: 'name', rule: 'is in use already', value: 'x' },
      { field: 'name', rule: 'must not have control characters', value: 'x' },
      { field: 'colour', rule: 'is unknown', value: 1 },
      { field: 'constructor', rule: 'is unknown', value: 1 },
    ];
    expect(placeProblems(problems, { name: 'Name' })).toEqual({
      byField: { name: 'Name is in use already; must not have control characters' },
      others: ['colour is unknown', 'constructor is unknown'],
    });
  });
});
