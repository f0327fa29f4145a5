import { describe, expect, it } from 'vitest';
import { redactTrace } from './redact-trace.js';

const stored = {
  decision: {
    outcome: 'route' as const,
    cause: null,
    attempts: [
      {
        carrierId: 1,
        carrierName: 'Carrier One',
        carrierServerId: 1,
        host: '127.0.0.1',
        port: 5060,
        transport: 'udp' as const,
        callee: '+34',
        caller: '+34',
        fromUser: null,
        fromDomain: null,
        sendPai: false,
        uriScheme: 'sip' as const,
        outboundProxy: null,
        sendRpid: false,
        privacy: 'privacy-header' as const,
        diversions: [],
        sendDiversion: false,
        sendHistoryInfo: false,
        finalStatuses: [],
        cost: null,
      },
    ],
    ddiId: 7,
    price: null,
    maxDurationSec: null,
  },
  trace: [
    { step: 'rate', saw: { callee: '+34911' }, chose: 'Spain', why: 'longest prefix' },
    { step: 'gateways', saw: { carriers: ['Carrier One'] }, chose: ['Carrier One'], why: 'Carrier One has a server' },
  ],
  revision: 3,
  attempts: [{ carrierServerId: 1, carrierName: 'Carrier One', target: 'sip:x', sipStatus: 503 }],
};

describe('redactTrace', () => {
  it.each(['platform', 'brand'] as const)('shows everything at %s level', (level) => {
    expect(redactTrace(level, stored)).toBe(stored);
  });
  it.each(['client', 'user'] as const)('shows no carrier and no address at %s level, but the own rate', (level) => {
    const text = JSON.stringify(redactTrace(level, stored));
    expect(text).not.toMatch(/Carrier One|127\.0\.0\.1/);
    expect(text).toContain('longest prefix');
  });
  it.each(['client', 'user'] as const)('shows nobody at %s level who called in: the number may have been withheld', (level) => {
    const inbound = {
      ...stored,
      decision: {
        outcome: 'application-server' as const,
        cause: null,
        ddiId: 1,
        ddiProviderId: 2,
        brandId: 1,
        clientId: 3,
        retailAccountId: null,
        caller: '+34600111222',
        callee: '+34910000101',
      },
      trace: [{ step: 'callerin', saw: { number: '600111222' }, chose: '+34600111222', why: 'national' }],
    };
    expect(JSON.stringify(redactTrace(level, inbound))).not.toContain('600111222');
    expect(redactTrace('brand', inbound)).toBe(inbound);
  });
  it('shows no price to a client whose brand does not let it see any', () => {
    const price = { ratePerMinute: '0.020000' } as never;
    const redacted = redactTrace('client', { ...stored, decision: { ...stored.decision, price, maxDurationSec: 60 } }, false);
    expect(JSON.stringify(redacted)).not.toMatch(/0\.020000|longest prefix/);
    expect(redacted.decision).toMatchObject({ outcome: 'route', price: null, maxDurationSec: null });
    expect(redactTrace('brand', stored, false)).toBe(stored);
  });
});
