// Our server as it is built, and one application on an unmodified drachtio-srf.
import { existsSync } from 'node:fs';
import { application, CALLEE, CONTROL_PORT, OPS_PORT, OURS, ROOT, scratch, SECRET, SIP_PORT } from './places.mjs';
import { isBound, startDaemon } from './processes.mjs';

/** Another build can be given, to compare two of ours. */
const MAIN = process.env.BENCH_SERVER ?? `${ROOT}apps/sip-server/dist/main.js`;
/** For comparing node flags; empty means what the product does. */
const SERVER_FLAGS = (process.env.BENCH_SERVER_FLAGS ?? '').split(' ').filter(Boolean);
const APP_FLAGS = (process.env.BENCH_APP_FLAGS ?? '').split(' ').filter(Boolean);

/** Starts the server and the application `kind`. */
export async function startSwitchyard(
  kind,
  { address = OURS, processes = 1, main = MAIN, serverFlags = SERVER_FLAGS, serverEnv = {}, appFlags = APP_FLAGS } = {},
) {
  if (!existsSync(main)) throw new Error('apps/sip-server is not built: run npm run build first');
  const server = await startDaemon('sip-server', [process.execPath, ...serverFlags, main], {
    env: {
      SWITCHYARD_ROLE: 'trunks',
      SWITCHYARD_SIP_LISTEN: `udp:${address}:${SIP_PORT}`,
      SWITCHYARD_CONTROL_HOST: address,
      SWITCHYARD_CONTROL_PORT: String(CONTROL_PORT),
      SWITCHYARD_CONTROL_SECRET: SECRET,
      SWITCHYARD_OPS_HOST: address,
      SWITCHYARD_OPS_PORT: String(OPS_PORT),
      ...serverEnv,
      ...(processes > 1 ? { SWITCHYARD_PROCESSES: String(processes) } : {}),
    },
    ready: () => isBound('udp', address, SIP_PORT) && isBound('tcp', address, CONTROL_PORT),
  });
  const app = await startDaemon(
    `app-${kind}`,
    [process.execPath, ...appFlags, application(kind), address, String(CONTROL_PORT), SECRET, CALLEE],
    { env: { BENCH_BINDINGS: scratch(`bindings-${address}.jsonl`) }, ready: (output) => output.includes('connected') },
  );
  return {
    target: address,
    processes: { server: server.pid, app: app.pid },
    stop: async () => {
      await app.stop();
      await server.stop();
    },
  };
}
