// Loaded into the server for the part `hop` alone (--import): notes by the machine's monotonic clock when it gives the frame of a probe's request to the
// socket of the application, and when the frame of the answer has been read. At its end the server leaves them in the file BENCH_HOP_TIMES.
import { writeFileSync } from 'node:fs';
import { Server } from 'node:net';

const MARK = Buffer.from('X-Probe: ');
const ID_LENGTH = 24;
const times = [];

function note(direction, data) {
  if (!Buffer.isBuffer(data)) return;
  const now = process.hrtime.bigint();
  for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + 1)) {
    const start = at + MARK.length;
    times.push({ direction, id: data.toString('latin1', start, start + ID_LENGTH), nanos: String(now) });
  }
}

const emit = Server.prototype.emit;
Server.prototype.emit = function (event, socket, ...more) {
  if (event === 'connection') {
    const write = socket.write;
    socket.write = function (data, ...rest) {
      note('out', data);
      return write.call(this, data, ...rest);
    };
    socket.on('data', (data) => note('back', data));
  }
  return emit.call(this, event, socket, ...more);
};
process.on('exit', () => writeFileSync(process.env.BENCH_HOP_TIMES, JSON.stringify(times)));
