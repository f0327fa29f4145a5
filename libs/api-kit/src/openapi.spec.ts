import { resources } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { openApi } from './openapi.js';

describe('openApi', () => {
  it('shows a level only what it may do, and no field that is hidden there', () => {
    const client = openApi('client', resources, []) as {
      paths: Record<string, Record<string, unknown>>;
      components: { schemas: Record<string, { properties?: object }> };
    };
    expect(client.paths).not.toHaveProperty('/carriers');
    expect(Object.keys(client.paths['/billable-calls'] ?? {})).toEqual(['get']);
    expect(Object.keys(client.paths['/terminals'] ?? {})).toEqual(['get', 'post', 'delete']);
    expect(client.components.schemas['BillableCall']?.properties).not.toHaveProperty('cost');
    expect(client.components.schemas['Terminal']?.properties).not.toHaveProperty('password');
    expect(client.components.schemas['TerminalCreate']?.properties).toHaveProperty('password');
    expect(client.components.schemas['TerminalCreate']?.properties).not.toHaveProperty('brandId');
  });
  it('resolves every reference it makes', () => {
    const text = JSON.stringify(openApi('brand', resources, []));
    const { components } = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(components.schemas).toHaveProperty(name ?? '');
  });
});
