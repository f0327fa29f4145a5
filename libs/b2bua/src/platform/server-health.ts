import type { Clock, Logger } from '@switchyard/kernel';
import type { ApplicationServer, ServerState } from '@switchyard/model';

export interface HealthThresholds {
  /** Failed probes in a row that make a server `down`. A server that has never answered is down after the first. */
  readonly downAfter: number;
  /** Answered probes in a row that bring it back. */
  readonly upAfter: number;
  /** How long a server that failed a call is passed over. */
  readonly restMs: number;
}
export const THRESHOLDS: HealthThresholds = { downAfter: 2, upAfter: 1, restMs: 10_000 };

interface Known {
  readonly name: string;
  isUp: boolean;
  hasAnswered: boolean;
  failures: number;
  answers: number;
  /** Monotonic. */
  restsUntilMs: number;
}

/** Which application servers answer: by probes, and by what becomes of calls. A server nobody has asked yet is up. */
export class ServerHealth {
  readonly #known = new Map<number, Known>();

  constructor(
    private readonly logger: Logger,
    private readonly thresholds: HealthThresholds = THRESHOLDS,
    private readonly clock: Pick<Clock, 'nowMs'> = { nowMs: () => performance.now() },
  ) {}

  readonly stateOf = (id: number): ServerState => {
    const known = this.#known.get(id);
    if (!known) return 'up';
    if (!known.isUp) return 'down';
    return known.restsUntilMs > this.clock.nowMs() ? 'resting' : 'up';
  };

  /** A probe was answered, or was not. */
  probed(server: ApplicationServer, isAnswering: boolean): void {
    const known = this.#of(server);
    known.failures = isAnswering ? 0 : known.failures + 1;
    known.answers = isAnswering ? known.answers + 1 : 0;
    const needed = known.hasAnswered ? this.thresholds.downAfter : 1;
    if (known.isUp && known.failures >= needed) this.#turn(server, known, false);
    else if (!known.isUp && known.answers >= this.thresholds.upAfter) this.#turn(server, known, true);
    if (isAnswering) known.hasAnswered = true;
  }

  /** A call could not be served there: silence, or a 5xx that was no decision about the call. */
  failedCall(server: ApplicationServer, status: number): void {
    const known = this.#of(server);
    if (this.stateOf(server.id) === 'up')
      this.logger.warn('application server failed a call and rests', { ...fieldsOf(server), status, restMs: this.thresholds.restMs });
    known.restsUntilMs = this.clock.nowMs() + this.thresholds.restMs;
    // Silence is what a probe would have met.
    if (status === 0) this.probed(server, false);
  }

  /** A call was taken there. */
  servedCall(server: ApplicationServer): void {
    this.#of(server).restsUntilMs = 0;
  }

  /** Forgets servers that are configured no more. */
  keep(ids: ReadonlySet<number>): void {
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
  }

  #of({ id, name }: ApplicationServer): Known {
    let known = this.#known.get(id);
    if (!known) this.#known.set(id, (known = { name, isUp: true, hasAnswered: false, failures: 0, answers: 0, restsUntilMs: 0 }));
    return known;
  }

  #turn(server: ApplicationServer, known: Known, isUp: boolean): void {
    known.isUp = isUp;
    if (isUp) known.restsUntilMs = 0;
    if (isUp) this.logger.info('application server is back', fieldsOf(server));
    else this.logger.error('application server is silent', fieldsOf(server));
  }
}

const fieldsOf = ({ name, sipHost, sipPort }: ApplicationServer) => ({ server: name, address: `${sipHost}:${sipPort}` });
