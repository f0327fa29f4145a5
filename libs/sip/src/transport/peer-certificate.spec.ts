import { describe, expect, it } from 'vitest';
import { readSealedCertificate, sealCertificate } from './peer-certificate.js';

const KEY = 'secret of the control port';
const fingerprint = 'ab'.repeat(32);
const request = { callId: 'call-1', address: '198.51.100.1', port: 5061 };

describe('what an application is told of a client certificate', () => {
  const sealed = sealCertificate(KEY, fingerprint, request);

  it('is believed for the request it was sealed for', () => {
    expect(readSealedCertificate(KEY, sealed, request)).toBe(fingerprint);
  });

  it.each<[string, string | undefined, Partial<typeof request>, string]>([
    ['nothing', undefined, {}, KEY],
    ['a fingerprint alone', fingerprint, {}, KEY],
    ['an outsider’s seal', `${fingerprint};${'0'.repeat(64)}`, {}, KEY],
    ['another fingerprint under the seal', sealed.replace('ab', 'ac'), {}, KEY],
    ['another spelling', sealed.toUpperCase(), {}, KEY],
    ['two values', `${sealed}, ${sealed}`, {}, KEY],
    ['that of another call', sealed, { callId: 'call-2' }, KEY],
    ['that of another address', sealed, { address: '198.51.100.2' }, KEY],
    ['that of another connection', sealed, { port: 5062 }, KEY],
    ['that of another server', sealed, {}, 'another secret'],
  ])('is not believed: %s', (_title, value, more, key) => {
    expect(readSealedCertificate(key, value, { ...request, ...more })).toBeUndefined();
  });
});
