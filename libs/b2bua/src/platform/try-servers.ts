import type { Cause } from '@switchyard/kernel';
import type { ApplicationServer } from '@switchyard/model';
import type { BridgeOutcome, BridgePlan, BridgeTarget } from '../bridge-plan.js';
import type { ServerHealth } from './server-health.js';
import type { ServerLoad } from './server-load.js';

/** Longer than a server that lives takes to say 100, or to answer the OPTIONS that asks whether it is there (half of it each). */
const NO_REPLY_MS = 4_000;
/** The application server decides how long phones ring; this only bounds a lost call (RFC 3261 §16.6 timer C is 3 minutes). */
const ANSWER_MS = 200_000;

/** What a step adds to its plan to have a call served by one of several application servers. */
export interface ServerTries {
  readonly plan: Pick<BridgePlan<never>, 'attempts' | 'noReplyMs' | 'answerMs' | 'onFailure' | 'exhausted'>;
  /** To be called with what became of it. */
  readonly done: (outcome: BridgeOutcome) => void;
}

/**
 * One server after the other, within the same call. A server that is silent, or that says 5xx without a decision about the call, is passed
 * over and rests; any other answer is the answer: of the phone, of the carrier, of the call logic.
 */
export function tryServers(
  servers: readonly ApplicationServer[],
  targetOf: (server: ApplicationServer) => BridgeTarget,
  health: Pick<ServerHealth, 'failedCall' | 'servedCall'>,
  load: Pick<ServerLoad, 'begin'>,
): ServerTries {
  let at = 0;
  const begin = (): (() => void) => {
    const server = servers[at];
    return server ? load.begin(server.id) : () => undefined;
  };
  let leave = begin();
  return {
    plan: {
      attempts: servers.map((server) => ({ targets: [targetOf(server)] })),
      noReplyMs: NO_REPLY_MS,
      answerMs: ANSWER_MS,
      exhausted: 'application-server-missing',
      onFailure: (status, index, cause) => {
        if (!isServersFault(status, cause)) return 'give-up';
        const server = servers[index];
        if (server) health.failedCall(server, status);
        leave();
        at = index + 1;
        leave = begin();
        return 'next';
      },
    },
    done: (outcome) => {
      leave();
      const server = servers[at];
      if (server && outcome.kind === 'answered') health.servedCall(server);
    },
  };
}

/** Silence, an Asterisk that nobody drives, or one that refuses before any call logic has seen the call. */
const isServersFault = (status: number, cause: Cause | undefined): boolean =>
  status === 0 || cause === 'application-server-missing' || cause === 'overload';
