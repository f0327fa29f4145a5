import { isIP } from 'node:net';
import { commonSettings, durationMs, hostAndPort, loadConfigOrExit, portNumber, secretText } from '@switchyard/kernel';
import type { ListenAddress, Protocol } from '@switchyard/sip';
import { z } from 'zod';

const LISTENER = /^(udp|tcp):(\[[0-9a-fA-F:.]+\]|[0-9.]+):(\d{1,5})$/;

/** `udp:10.0.0.1:5060,tcp:10.0.0.1:5060` */
const listeners = z.string().transform((text, context): ListenAddress[] =>
  text.split(',').flatMap((item) => {
    const match = LISTENER.exec(item.trim());
    const address = (match?.[2] ?? '').replaceAll(/[[\]]/g, '');
    const port = Number(match?.[3]);
    if (!match || isIP(address) === 0 || port < 1 || port > 65_535) {
      context.addIssue({ code: 'custom', message: `must be a comma list of udp:address:port and tcp:address:port, '${item}' is not` });
      return [];
    }
    return [{ protocol: match[1] as Protocol, address, port }];
  }),
);

export const schema = z.object({
  ROLE: z.enum(['users', 'trunks']).describe('Which side this server stands on; a label in logs, metrics and captures.'),
  SIP_LISTEN: listeners.describe('Where SIP is served: comma list of udp:address:port and tcp:address:port.'),
  SIP_ADVERTISED: z.string().min(1).optional().describe('Host that peers are told instead of the bound addresses.'),
  CONTROL_HOST: z.string().min(1).describe('Address on which applications connect.'),
  CONTROL_PORT: portNumber.default(9022).describe('Port on which applications connect.'),
  CONTROL_SECRET: secretText().describe('Secret by which applications authenticate.'),
  HEP_COLLECTOR: hostAndPort.optional().describe('host:port of a HEPv3 collector that gets every SIP message.'),
  HEP_CAPTURE_ID: z.coerce.number().int().min(1).max(4_294_967_295).default(1).describe('Number of this agent at the collector.'),
  T1: durationMs.default(500).describe('Round-trip estimate of RFC 3261; all SIP timers follow from it.'),
  APP_RETURN: durationMs.default(20_000).describe('How long a request inside a call waits for an application that is away.'),
  MAX_TRANSACTIONS: z.coerce.number().int().min(100).default(100_000).describe('New requests get 503 above this number of transactions.'),
  ...commonSettings,
});

export type Config = Readonly<z.output<typeof schema>>;

export const loadSipServerConfig = (): Config => loadConfigOrExit('sip-server', schema);
