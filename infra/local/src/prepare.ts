import { loadConfigOrExit } from '@switchyard/kernel';
import { createProgress } from '../bootstrap/progress.mjs';
import { prepareData } from './demo/prepare-data.js';
import { demonstrationTables } from './demo/summary.js';
import { parseEndpoint } from './instance/addresses.js';
import { openCredentials } from './instance/credentials.js';
import { prepareSchema } from './prepare-config.js';

const config = loadConfigOrExit('prepare', prepareSchema);
const credentials = openCredentials(config.CREDENTIALS_FILE);
const demonstration = await prepareData(
  {
    net: config.NET,
    portalHosts: config.PORTAL_HOSTS.split(',').filter((host) => host !== ''),
    credentials,
    secretsKey: config.SECRETS_KEY,
    database: { kind: config.DB_KIND, url: config.DB_URL },
    redisUrl: config.REDIS_URL,
    rtpengine: parseEndpoint(config.RTPENGINE),
    asterisk: { sip: parseEndpoint(config.ASTERISK_SIP), ariUrl: config.ASTERISK_ARI_URL },
  },
  createProgress(),
);
process.stdout.write(`${demonstrationTables(demonstration, credentials).join('\n')}\n`);
