// A table of calls as CSV, whole or until enough of it came, beside the memory of the process that sends it; and the same rows by mysql2 alone.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createConnection } from 'mysql2';

const NEWLINE = 10;
const rssMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Rows per second of an export of `rows` rows, and the resident memory of the API before it and at most in each quarter of it, in MB. */
export function exportCsv(person, { rows, pid }) {
  return new Promise((resolve, reject) => {
    const memory = [];
    const timer = setInterval(() => memory.push(rssMb(pid)), 200);
    const before = rssMb(pid);
    const began = performance.now();
    let lines = 0;
    let bytes = 0;
    const finish = (response) => {
      clearInterval(timer);
      const seconds = (performance.now() - began) / 1000;
      response.destroy();
      // The highest of each quarter of the time: what grows with the rows is higher in each.
      const quarter = Math.max(1, Math.ceil(memory.length / 4));
      const peaks = [0, 1, 2, 3].map((at) => Math.round(Math.max(before, ...memory.slice(at * quarter, (at + 1) * quarter))));
      resolve({
        rows: lines,
        seconds,
        perSec: lines / seconds,
        mbPerSec: bytes / 1e6 / seconds,
        rssMb: [Math.round(before), ...peaks],
      });
    };
    const sent = request(
      {
        host: person.api.host,
        port: person.api.port,
        path: `/api/${person.level}/billable-calls`,
        headers: { host: 'localhost', authorization: `Bearer ${person.token}`, accept: 'text/csv' },
      },
      (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          clearInterval(timer);
          reject(new Error(`export: ${response.statusCode}`));
          return;
        }
        let isDone = false;
        response.on('data', (part) => {
          bytes += part.length;
          for (let at = part.indexOf(NEWLINE); at >= 0; at = part.indexOf(NEWLINE, at + 1)) lines++;
          if (lines > rows && !isDone) {
            isDone = true;
            finish(response);
          }
        });
        response.on('end', () => {
          if (!isDone) finish(response);
        });
        response.on('error', (thrown) => (isDone ? undefined : reject(thrown)));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** Rows per second of the same columns in the same order by mysql2, streamed and thrown away. */
export function plainSelect(url, { rows }) {
  return new Promise((resolve, reject) => {
    const connection = createConnection({ uri: url, timezone: 'Z', supportBigNumbers: true });
    const began = performance.now();
    let count = 0;
    connection
      .query(`SELECT * FROM billable_call ORDER BY started_at DESC, id DESC LIMIT ${rows}`)
      .on('result', () => (count += 1))
      .on('error', reject)
      .on('end', () => {
        connection.end();
        resolve({ rows: count, perSec: count / ((performance.now() - began) / 1000) });
      });
  });
}
