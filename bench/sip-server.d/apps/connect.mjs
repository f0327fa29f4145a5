// What every application of the bench begins with: an unmodified drachtio-srf, connected to the server of the command line.
import Srf from 'drachtio-srf';

const [, , host, port, secret, callee] = process.argv;
// drachtio-srf asks the environment for a setting with every header it reads; a plain copy answers ten times as quickly as the real one.
process.env = { ...process.env };
/** Where calls go on to. */
export const CALLEE = callee;
export const srf = new Srf();
srf.on('error', (error) => console.error(error));
srf.connect({ host, port: Number(port), secret });
srf.on('connect', () => console.log('connected'));

// What is answered in one turn of the event loop leaves in one write.
srf.use(({ socket }, res, next) => {
  if (socket.writableCorked === 0) {
    socket.cork();
    setImmediate(() => socket.uncork());
  }
  next();
});
