import { describe, expect, it } from 'vitest';
import { FlowTokens } from './flow-token.js';

describe('a flow token', () => {
  const tokens = new FlowTokens('a key of the test');

  it.each([
    [
      'of another key',
      (token: string) =>
        new FlowTokens('other').encode({
          protocol: 'udp',
          local: { address: '10.0.0.1', port: 1 },
          remote: { address: '10.0.0.2', port: token.length },
          connection: undefined,
        }),
      'flow-token-forged',
    ],
    ['with a changed letter', (token: string) => `${token.slice(0, -4)}AAAA`, 'flow-token-forged'],
    ['that is cut', (token: string) => token.slice(0, 8), 'flow-token-unreadable'],
    ['that is none', () => 'alice', 'flow-token-unreadable'],
    ['that is empty', () => '', 'flow-token-unreadable'],
  ])('%s is refused', (_name, change, error) => {
    const reference = {
      protocol: 'udp',
      local: { address: '10.0.0.1', port: 5060 },
      remote: { address: '10.0.0.2', port: 5060 },
      connection: undefined,
    } as const;
    expect(tokens.decode(change(tokens.encode(reference)))).toEqual({ ok: false, error });
  });
});
