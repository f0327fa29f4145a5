// Post-dial delay: from the (authenticated) INVITE the caller sends to the INVITE the far side receives, by sipp's own clocks.
// Reference in the same run: the retail path, which has no Asterisk in it; the ratio says what Asterisk and the app server add.
import { closeBench, openBench, percentile, ROOT, round, say } from './measure.mjs';

const CALLS = Number(process.argv[process.argv.indexOf('--calls') + 1] || 40) || 40;
/** An extension call crosses four SIP hops and ARI; ten times the direct path would be noticed by a person. */
const GOAL_RATIO = 10;
const instance = await openBench();
const { Sipp, scenario, phone, registerPhone, usersProxy, outside, listen, isRequest } = await import(`${ROOT}libs/testing/dist/index.js`);
const [alice, bob, rita] = ['alice', 'bob', 'rita1'].map((name) => phone(instance, name));
const { carrierOne, carrierTwo } = outside(instance);
await registerPhone(instance, bob, 'udp', 3600);

async function delays(name, caller, target, calleeAddress, failing) {
  const found = [];
  for (let call = 0; call < CALLS; call += 1) {
    const refusing = failing
      ? await listen(instance, failing, scenario.refuseWith({ status: 503, reason: 'Service Unavailable' }))
      : undefined;
    const callee = await listen(instance, calleeAddress, scenario.refuseWith({ status: 486, reason: 'Busy Here' }));
    const uac = await Sipp.run({
      command: instance.sipp,
      scenario: scenario.callRefused({
        credentials: caller,
        from: caller.aor,
        target: `sip:${target}@${caller.domain}`,
        rtpPort: 4000,
        status: 486,
      }),
      address: caller.address,
      remote: usersProxy(instance),
    });
    await callee.passes();
    await refusing?.passes();
    const sent = uac
      .messages()
      .filter(({ direction, text }) => direction === 'sent' && isRequest('INVITE')(text))
      .at(-1);
    const first = (refusing ?? callee).messages().find(({ direction, text }) => direction === 'received' && isRequest('INVITE')(text));
    found.push(first.atMs - sent.atMs);
  }
  const result = { p50: round(percentile(found, 0.5), 1), p95: round(percentile(found, 0.95), 1) };
  say(`${name}: p50 ${result.p50} ms, p95 ${result.p95} ms over ${CALLS} calls`);
  return result;
}

const internal = await delays('extension to extension (flow 2)', alice, '102', bob.address);
const publicCall = await delays('extension to public number, first gateway (flow 3)', alice, '+34911999999', carrierTwo, carrierOne);
const retail = await delays('retail (flow 5)', rita, '+34912999998', carrierOne);
closeBench();
const ratio = round(internal.p50 / retail.p50);
console.log(
  JSON.stringify({
    bench: 'post-dial-delay',
    ours: internal.p50,
    reference: retail.p50,
    ratio,
    unit: 'ms p50',
    goal: GOAL_RATIO,
    ok: ratio <= GOAL_RATIO,
    referenceName: 'retail path, no Asterisk',
    internal,
    publicCall,
    retail,
  }),
);
