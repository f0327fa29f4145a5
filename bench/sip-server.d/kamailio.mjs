// The reference: Kamailio 5.6 of Debian with the least configuration that does each part correctly, on one worker child.
import { writeFileSync } from 'node:fs';
import { databaseUrl, startMariadb } from './mariadb.mjs';
import { CALLEE, KAMAILIO, REALM, scratch, SIP_PORT } from './places.mjs';
import { isBound, startDaemon } from './processes.mjs';
import { command, kamailioModules, mariadbPlugins } from './programs.mjs';

/** usrloc writes back what changed this often; each run counts at least one flush for every registration. */
export const FLUSH_SEC = 3;

const COMMON = `#!KAMAILIO
debug=0
log_stderror=yes
children=1
socket_workers=1
disable_tcp=yes
auto_aliases=no
dns=no
rev_dns=no
listen=udp:${KAMAILIO}:${SIP_PORT}
mpath="${'{modules}'}"
loadmodule "tm.so"
loadmodule "tmx.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "sanity.so"
`;

const SUBSCRIBERS_AND_CONTACTS = `
loadmodule "db_mysql.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
loadmodule "auth_db.so"
modparam("usrloc", "db_url", "${databaseUrl}")
modparam("usrloc", "db_mode", 2)
modparam("usrloc", "timer_interval", ${FLUSH_SEC})
modparam("auth_db", "db_url", "${databaseUrl}")
modparam("auth_db", "calculate_ha1", 0)
modparam("auth_db", "password_column", "ha1")
modparam("auth_db", "use_domain", 0)`;

const ROUTES = {
  options: `
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  sl_send_reply("200", "OK");
}`,
  relay: `
modparam("rr", "enable_full_lr", 0)
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (has_totag()) {
    if (loose_route()) { t_relay(); exit; }
    if (is_method("ACK") && t_check_trans()) { t_relay(); exit; }
    if (!is_method("ACK")) sl_send_reply("404", "Not here");
    exit;
  }
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  t_check_trans();
  record_route();
  $du = "sip:${CALLEE}:${SIP_PORT}";
  t_relay();
}`,
  register: `
${SUBSCRIBERS_AND_CONTACTS}
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (!auth_check("${REALM}", "subscriber", "1")) { auth_challenge("${REALM}", "1"); exit; }
  consume_credentials();
  save("location");
}`,
};

/**
 * What the users proxy does with a call between two phones, as a Kamailio is usually written: digest, media through rtpengine, to the application
 * server `applicationServer`; what comes back from there is looked up and rung, with media through rtpengine again.
 */
export const callsOfPhones = ({ applicationServer, rtpengine }) => `
${SUBSCRIBERS_AND_CONTACTS}
loadmodule "rtpengine.so"
modparam("rtpengine", "rtpengine_sock", "udp:${rtpengine}")
modparam("rr", "enable_full_lr", 0)
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (!sanity_check()) exit;
  if (has_totag()) {
    if (loose_route()) {
      if (is_method("BYE")) rtpengine_delete();
      t_relay();
      exit;
    }
    if (is_method("ACK") && t_check_trans()) { t_relay(); exit; }
    if (!is_method("ACK")) sl_send_reply("404", "Not here");
    exit;
  }
  if (is_method("CANCEL")) { if (t_check_trans()) { rtpengine_delete(); t_relay(); } exit; }
  t_check_trans();
  if ($si == "${applicationServer.split(':')[0]}") {
    if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
  } else {
    if (!auth_check("${REALM}", "subscriber", "1")) { auth_challenge("${REALM}", "1"); exit; }
    consume_credentials();
    $du = "sip:${applicationServer}";
  }
  record_route();
  rtpengine_offer("replace-origin");
  t_on_reply("MEDIA");
  t_relay();
}
onreply_route[MEDIA] {
  if (has_body("application/sdp")) rtpengine_answer("replace-origin");
}`;

/** For comparing settings of Kamailio; none is what Debian's package does. */
const FLAGS = (process.env.BENCH_KAMAILIO_FLAGS ?? '').split(' ').filter(Boolean);
/** Its other allocator: Debian's default, qm, keeps a book for debugging in a list that it walks. */
export const FAST_ALLOCATOR = ['-x', 'fm', '-X', 'fm'];

/** Starts Kamailio for one kind of work; `processes` are what is counted. */
/** `mariadb`: one that is there already, with its subscribers; it is counted and left running. `route`: what it does instead of a kind of work. */
export async function startKamailio(kind, { flags = FLAGS, mariadb, route = ROUTES[kind] } = {}) {
  const own = kind === 'register' && !mariadb ? await startMariadb() : undefined;
  const database = own ?? mariadb;
  const config = scratch(`kamailio-${kind}.cfg`);
  writeFileSync(config, COMMON.replace('{modules}', kamailioModules()) + route);
  const daemon = await startDaemon(
    'kamailio',
    [
      ...command('kamailio'),
      '-f',
      config,
      '-DD',
      '-E',
      '-m',
      '512',
      '-M',
      '16',
      ...flags,
      '-Y',
      scratch(''),
      '-P',
      scratch('kamailio.pid'),
    ],
    { ready: () => isBound('udp', KAMAILIO, SIP_PORT), env: { MARIADB_PLUGIN_DIR: mariadbPlugins() } },
  );
  return {
    target: KAMAILIO,
    lagging: database?.pid,
    processes: { kamailio: daemon.pid, ...(database ? { mariadb: database.pid } : {}) },
    stop: async () => {
      await daemon.stop();
      await own?.stop();
    },
  };
}
