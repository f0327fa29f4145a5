import { describe, expect, it } from 'vitest';
import { ENDPOINTS, incoming } from '../../test/house.js';
import { publish, type Publication, type PublicationStore } from './publications.js';

const bob = ENDPOINTS.find(({ name }) => name === 'bob');
if (!bob) throw new Error('the house has no bob');
const PIDF = `<presence xmlns="urn:ietf:params:xml:ns:pidf"><tuple id="t"><status><basic>open</basic></status><note>here</note></tuple></presence>`;

function setUp() {
  const kept = new Map<string, Publication>();
  const store: PublicationStore = {
    read: async () => kept,
    replace: async (_aor, tag, next) => {
      if (tag !== undefined && !kept.delete(tag)) return false;
      if (next) kept.set(...next);
      return true;
    },
  };
  const say = (headers: readonly string[], body = '', how: { user?: string; contentType?: string } = {}) => {
    const read = incoming({ method: 'PUBLISH', uri: `sip:${how.user ?? 'bob'}@aurora.northwind.test`, headers, body });
    return publish(
      { incoming: { ...read, contentType: how.contentType ?? 'application/pidf+xml' }, endpoint: bob as never },
      { store, limits: { minExpiresSec: 60, maxExpiresSec: 3600, defaultExpiresSec: 600 }, clock: { nowMs: () => 0 }, events: 'presence' },
    );
  };
  const tagOf = (final: object): string => (final as { headers: Record<string, string> }).headers['SIP-ETag'] ?? '';
  return { kept, say, tagOf };
}

describe('PUBLISH (RFC 3903)', () => {
  it('begins, refreshes with a new tag, changes, and ends', async () => {
    const { kept, say, tagOf } = setUp();
    const first = await say(['Event: presence', 'Expires: 999999'], PIDF);
    expect(first).toMatchObject({ kind: 'reply', status: 200, headers: { Expires: '3600' } });
    const refreshed = await say(['Event: presence', `SIP-If-Match: ${tagOf(first)}`]);
    expect(tagOf(refreshed)).not.toBe(tagOf(first));
    expect([...kept.values()]).toMatchObject([{ tuples: [{ note: 'here' }], expiresAtMs: 600_000 }]);
    const changed = await say(['Event: presence', `SIP-If-Match: ${tagOf(refreshed)}`], PIDF.replace('here', 'there'));
    expect([...kept.values()]).toMatchObject([{ tuples: [{ note: 'there' }] }]);
    expect(await say(['Event: presence', 'Expires: 0', `SIP-If-Match: ${tagOf(changed)}`])).toMatchObject({ status: 200 });
    expect(kept.size).toBe(0);
  });

  it.each<[string, readonly string[], string, object, object]>([
    ['an unknown tag', ['Event: presence', 'SIP-If-Match: x'], PIDF, {}, { cause: 'etag-unknown' }],
    ['the end of an unknown one', ['Event: presence', 'SIP-If-Match: x', 'Expires: 0'], '', {}, { cause: 'etag-unknown' }],
    ['another event', ['Event: dialog'], PIDF, {}, { cause: 'event-refused', headers: { 'Allow-Events': 'presence' } }],
    ['somebody else', ['Event: presence'], PIDF, { user: 'alice' }, { cause: 'watch-refused' }],
    ['too short a time', ['Event: presence', 'Expires: 5'], PIDF, {}, { cause: 'interval-too-brief', headers: { 'Min-Expires': '60' } }],
    ['another document', ['Event: presence'], 'x', { contentType: 'text/plain' }, { cause: 'content-refused' }],
    ['a broken document', ['Event: presence'], '<presence>', {}, { cause: 'request-malformed' }],
    ['nothing', ['Event: presence'], '', {}, { cause: 'request-malformed' }],
    ['an end of nothing', ['Event: presence', 'Expires: 0'], '', {}, { cause: 'request-malformed' }],
  ])('is refused for %s', async (_title, headers, body, how, expected) => {
    const { kept, say } = setUp();
    expect(await say(headers, body, how)).toMatchObject({ kind: 'refuse', ...expected });
    expect(kept.size).toBe(0);
  });

  it('is bounded for one address', async () => {
    const { say } = setUp();
    for (let n = 0; n < 10; n++) expect(await say(['Event: presence'], PIDF)).toMatchObject({ status: 200 });
    expect(await say(['Event: presence'], PIDF)).toMatchObject({ cause: 'subscriptions-exhausted' });
  });
});
