// Contacts that are there before the load begins: every subscriber has registered once, as the registrar of each side keeps it.
import { createConnection } from 'mysql2/promise';
import { DATABASE, DATABASE_PORT, REALM, SECRET } from '../sip-server.d/places.mjs';

/** Kamailio reads these rows into its memory when it starts. */
export async function fillLocations({ subscribers, contactOf }) {
  const db = await createConnection({ host: DATABASE, port: DATABASE_PORT, user: 'kamailio', password: SECRET, database: 'kamailio' });
  const rows = (from, to) =>
    Array.from({ length: to - from }, (_, at) => from + at).map((n) => [
      `bench-${n}`,
      `u${n}`,
      REALM,
      contactOf(n),
      new Date(Date.now() + 3_600_000),
      `call-${n}`,
      1,
      'bench',
    ]);
  for (let at = 0; at < subscribers; at += 10_000)
    await db.query('INSERT INTO location (ruid, username, domain, contact, expires, callid, cseq, user_agent) VALUES ?', [
      rows(at, Math.min(at + 10_000, subscribers)),
    ]);
  await db.end();
}
