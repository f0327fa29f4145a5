// What every application of the bench begins with: an unmodified drachtio-srf, connected to the server of the command line.
import Srf from 'drachtio-srf';

const [, , host, port, secret, callee] = process.argv;
/** Where calls go on to. */
export const CALLEE = callee;
export const srf = new Srf();
srf.on('error', (error) => console.error(error));
srf.connect({ host, port: Number(port), secret });
srf.on('connect', () => console.log('connected'));
