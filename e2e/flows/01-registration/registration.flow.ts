import { headerOf, phone, registerPhone, scenario, Sipp, usersProxy, type Phone } from '@switchyard/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { openPlatform } from '../../platform.js';

let platform: Instance;
beforeAll(async () => {
  platform = await openPlatform();
});

/** Everything of a reply that could tell an attacker something, with the parts that differ by nature taken out. */
async function refusal(who: Phone): Promise<string> {
  const attempt = Sipp.start({
    command: platform.sipp,
    scenario: scenario.register(who, { accept: 401 }),
    address: who.address,
    port: 5071,
    remote: usersProxy(platform),
  });
  await attempt.passes();
  const replies = attempt.messages().filter(({ direction }) => direction === 'received');
  return replies
    .map(({ text }) =>
      text
        .replace(/nonce="[^"]*"/g, 'nonce')
        .replace(/^(Via|From|To|Call-ID|Date):.*$/gim, '$1')
        .replaceAll(who.user, 'USER'),
    )
    .join('\n');
}

describe('registration (IV-29, IV-34)', () => {
  it('binds a phone over UDP and another over TCP after digest', async () => {
    await registerPhone(platform, phone(platform, 'bob'), 'udp');
    await registerPhone(platform, phone(platform, 'alice'), 'tcp');
  });

  it('lists the binding with its remaining time and removes it with Expires 0', async () => {
    const bob = phone(platform, 'bob');
    const bound = await Sipp.run({
      command: platform.sipp,
      scenario: scenario.register(bob, { expires: 120 }),
      address: bob.address,
      remote: usersProxy(platform),
    });
    const ok = await bound.received((text) => text.startsWith('SIP/2.0 200'), 0);
    expect(headerOf(ok, 'Contact')).toMatch(/bob@.*expires=1[12]\d/);
    const removed = await Sipp.run({
      command: platform.sipp,
      scenario: scenario.register(bob, { expires: 0 }),
      address: bob.address,
      remote: usersProxy(platform),
    });
    expect(headerOf(await removed.received((text) => text.startsWith('SIP/2.0 200'), 0), 'Contact')).toBeUndefined();
  });

  it('refuses a wrong password and an unknown user, and both look the same', async () => {
    const bob = phone(platform, 'bob');
    const wrong = await refusal({ ...bob, password: 'not-the-password' });
    const unknown = await refusal({ ...bob, user: 'nobody', aor: `sip:nobody@${bob.domain}`, password: 'not-the-password' });
    expect(wrong).toContain('SIP/2.0 401');
    expect(unknown).toBe(wrong);
  });
});
