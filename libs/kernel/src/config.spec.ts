import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { durationMs, loadConfig, portNumber, secretText } from './config.js';

const schema = z.object({ PORT: portNumber.default(8080), WAIT: durationMs.default(1000), KEY: secretText() });

describe('loadConfig', () => {
  it('reads prefixed settings, converts units and freezes', () => {
    const config = loadConfig(schema, { SWITCHYARD_PORT: '99', SWITCHYARD_WAIT: '2s', SWITCHYARD_KEY: 'long enough', HOME: '/x' });
    expect(config).toEqual({ PORT: 99, WAIT: 2000, KEY: 'long enough' });
    expect(Object.isFrozen(config)).toBe(true);
  });
  it('lists every problem at once and never echoes a secret', () => {
    const attempt = () => loadConfig(schema, { SWITCHYARD_PORT: 'x', SWITCHYARD_WAIT: '2', SWITCHYARD_KEY: 'hush', SWITCHYARD_PROT: '1' });
    expect(attempt).toThrow(/SWITCHYARD_PORT/);
    expect(attempt).toThrow(/SWITCHYARD_WAIT: must be a number with a unit.*got '2'/);
    expect(attempt).toThrow(/SWITCHYARD_PROT: unknown setting/);
    expect(attempt).toThrow(/SWITCHYARD_KEY.*hidden/);
    expect(attempt).not.toThrow(/hush/);
  });
});
