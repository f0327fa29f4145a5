// What is compared with what. `load` is what sipp and the probe do; `goal` is our CPU per call, server and application, against the reference's.
import { FAST_ALLOCATOR, startKamailio, FLUSH_SEC } from './kamailio.mjs';
import { startSwitchyard } from './switchyard.mjs';

const START = 2_000;

export const PARTS = {
  options: {
    says: 'OPTIONS answered by the application',
    application: 'options',
    reference: 'options',
    referenceSays: 'Kamailio answers (sl_send_reply)',
    load: { name: 'options', rate: 2_000 },
    climbsFrom: 2_000,
    goal: undefined,
  },
  register: {
    says: 'REGISTER with digest, the challenged pair as one',
    application: 'register',
    reference: 'register',
    referenceSays: 'Kamailio auth_db and usrloc write-back on MariaDB, both counted',
    // One flush at least after the last registration, for both.
    load: { name: 'register', rate: START, settleMs: FLUSH_SEC * 1_000 + 500 },
    climbsFrom: 1_000,
    goal: 1,
  },
  relay: {
    says: 'INVITE–100–200–ACK–BYE relayed with Record-Route by proxy',
    application: 'proxy',
    reference: 'relay',
    referenceSays: 'Kamailio t_relay with record_route',
    load: { name: 'call', rate: START },
    climbsFrom: 1_000,
    goal: 1,
  },
  uas: {
    says: 'call answered by the application',
    application: 'uas',
    reference: 'relay',
    referenceSays: "Kamailio's relay",
    load: { name: 'call', rate: START },
    climbsFrom: 1_000,
    goal: 1,
  },
  b2bua: {
    says: 'call through a drachtio-srf back-to-back user agent',
    application: 'b2bua',
    reference: 'relay',
    referenceSays: "Kamailio's relay",
    load: { name: 'call', rate: 1_000 },
    climbsFrom: 700,
    goal: 2.5,
  },
};

export const startOurs = (part, options) => startSwitchyard(part.application, options);
export const startReference = (part) => startKamailio(part.reference);
export const startFastReference = (part) => startKamailio(part.reference, { flags: FAST_ALLOCATOR });
