import { LEVELS } from '@switchyard/kernel';
import { RESOURCES, resources } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { menuOf, menuResources } from './menu.js';
import { safeReturn } from './screens/return-path.js';

const paths = (level: (typeof LEVELS)[number]): string[] => menuOf(level).flatMap(({ entries }) => entries.map(({ path }) => path));

describe('the menu', () => {
  it('has a place for every resource, once', () => {
    expect([...menuResources].sort()).toEqual(Object.keys(RESOURCES).sort());
  });

  it.each(LEVELS)('of level %s leads to what it may read, and nowhere else', (level) => {
    const readable = resources
      .filter((resource) => resource.levels[level] !== 'none' && resource.name !== 'callLeg')
      .map(({ path }) => path);
    expect(
      paths(level)
        .filter((path) => path !== 'simulate-call' && path !== 'registrations')
        .sort(),
    ).toEqual(readable.sort());
  });

  it('offers registrations to whoever has phones', () => {
    expect(LEVELS.filter((level) => paths(level).includes('registrations'))).toEqual(['brand', 'client', 'user']);
  });

  it('offers the simulation to brands and clients', () => {
    expect(LEVELS.filter((level) => paths(level).includes('simulate-call'))).toEqual(['brand', 'client']);
  });
});

describe('the way back after a login', () => {
  it.each([
    ['/brand/carriers?page=2', '/brand/carriers?page=2'],
    ['/client/ddis', '/brand'],
    ['//evil.example/brand/', '/brand'],
    ['https://evil.example', '/brand'],
    ['/brand/login?return=x', '/brand'],
    [null, '/brand'],
  ])('from %s is %s', (wanted, target) => {
    expect(safeReturn('brand', wanted)).toBe(target);
  });
});
