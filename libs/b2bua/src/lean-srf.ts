import Srf from 'drachtio-srf';

/**
 * What drachtio-srf does for every message and nobody needs: with the challenged REGISTER of `bench/register` it was a third of the
 * proxy's time. To be called once, before the first connection.
 */
export function leanSrf(): void {
  // It asks `process.env` once for each header line. The real environment is asked of the system each time; a copy is an object like any other.
  // eslint-disable-next-line no-restricted-properties -- no setting is read here
  process.env = { ...process.env };
  // It writes each message as JSON for debug lines, whether they are printed or not; what is on the wire it prints as it is.
  const { SipMessage } = Srf as unknown as { SipMessage: { prototype: object } };
  Object.defineProperty(SipMessage.prototype, 'toJSON', { value: () => undefined, configurable: true });
}
