import { describe, expect, it } from 'vitest';
import { fixedClock } from '@switchyard/kernel';
import { incoming, NOW, snapshot } from '../../test/house.js';
import type { CallPlan } from '../ports/calls.port.js';
import { decideInfo } from './in-call-info.js';

const facts: CallPlan['facts'] = {
  brandId: 1,
  clientId: 1,
  caller: '101',
  callee: '102',
  from: { kind: 'terminal', id: 1, userId: 1 },
  faces: 'from',
};
const config = (onDemandRecord: 'off' | 'info' | 'dtmf') =>
  snapshot({ client: [{ id: 1, brandId: 1, type: 'vpbx', name: 'Aurora', domain: 'aurora.northwind.test', onDemandRecord }] });
const decide = (headers: readonly string[], onDemandRecord: 'off' | 'info' | 'dtmf' = 'info', fromPhone = true) =>
  decideInfo({ snapshot: () => config(onDemandRecord), clock: fixedClock(NOW) })({
    legUid: 'leg',
    callUid: 'call',
    facts,
    fromPhone,
    incoming: incoming({ method: 'INFO', headers }),
  });

describe('an INFO inside a call', () => {
  it.each([
    'application/dtmf-relay',
    'application/dtmf',
    'Application/DTMF-Relay; charset=x',
    'audio/telephone-event',
    'application/vnd.nortelnetworks.digits',
    'application/media_control+xml',
  ])('of %s passes', (type) => {
    expect(decide([`Content-Type: ${type}`])).toEqual({ kind: 'pass' });
  });

  it.each([[[]], [['Content-Type: text/plain']], [['Content-Type: application/dtmfx']]])('with %j is answered here', (headers) => {
    expect(decide(headers)).toEqual({ kind: 'answer' });
  });

  it('switches the recording on, and says all that is to be known of it', () => {
    const decision = decide(['Record: On']);
    const about: unknown = decision.kind === 'record' ? JSON.parse(Buffer.from(decision.about, 'base64url').toString()) : undefined;
    expect(about).toEqual({
      v: 1,
      type: 'ondemand',
      callUid: 'call',
      legUid: 'leg',
      brandId: 1,
      clientId: 1,
      userId: 1,
      caller: '101',
      callee: '102',
      recorder: 'terminal:1',
      startedAt: NOW,
    });
  });

  it.each([
    ['off', 'info', true, { kind: 'stop-recording' }],
    ['maybe', 'info', true, { kind: 'refuse', cause: 'request-malformed' }],
    ['on', 'off', true, { kind: 'refuse', cause: 'recording-refused' }],
    ['on', 'dtmf', true, { kind: 'refuse', cause: 'recording-refused' }],
    ['on', 'info', false, { kind: 'answer' }],
  ] as const)('with Record: %s, where the client has %s, from a phone %s: %j', (record, setting, fromPhone, expected) => {
    expect(decide([`Record: ${record}`], setting, fromPhone)).toEqual(expected);
  });
});
