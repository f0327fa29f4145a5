import { describe, expect, it } from 'vitest';
import { outboundFault } from './outbound-address.js';

const PRIVATE = 'must not lead to an address that is not public';
const NAME = 'must not lead to a name that is not public';

describe('an address that a tenant wants to be asked', () => {
  it.each([
    ['https://hooks.customer.com/x', undefined],
    ['https://93.184.216.34/', undefined],
    ['https://[2606:2800:220:1::1]/', undefined],
    ['http://hooks.customer.com/', 'must be an https address'],
    ['https://127.0.0.1/', PRIVATE],
    ['https://2130706433/', PRIVATE],
    ['https://0x7f.1/', PRIVATE],
    ['https://0177.0.0.1/', PRIVATE],
    ['https://10.1.2.3:8443/', PRIVATE],
    ['https://169.254.169.254/latest/meta-data', PRIVATE],
    ['https://[::1]/', PRIVATE],
    ['https://[::ffff:127.0.0.1]/', PRIVATE],
    ['https://[::ffff:7f00:1]/', PRIVATE],
    ['https://[fd00::1]/', PRIVATE],
    ['https://[fe80::1]/', PRIVATE],
    ['https://localhost/', NAME],
    ['https://LOCALHOST./', NAME],
    ['https://a.localhost/', NAME],
    ['https://metadata.google.internal/', NAME],
    ['https://printer.local/', NAME],
    ['https://redis/', NAME],
  ])('%s: %s', (uri, fault) => expect(outboundFault(uri, [])).toBe(fault));

  it('may be inside where the operator lets it', () => {
    expect(outboundFault('http://10.1.2.3/', ['10.1.0.0/16'])).toBeUndefined();
    expect(outboundFault('http://10.2.2.3/', ['10.1.0.0/16'])).toBe(PRIVATE);
  });
});
