import { CAUSES, messageOf, type Cause, type Logger } from '@switchyard/kernel';
import { handled, refuse, RouteError, type CompleteRoute, type Final, type RouteRun } from '@switchyard/call-flow';
import { METHODS } from '@switchyard/sip';
import type { BridgeOutcome } from './bridge-plan.js';
import type { SipExchange } from './exchange.js';

/** Counts what became of requests, by named cause (invariant I6); `none` when nothing was refused. */
export interface RouteMetrics {
  readonly finished: (labels: { readonly method: string; readonly cause: Cause | 'none' }, ms: number) => void;
}

export interface ServeDeps {
  readonly logger: Logger;
  readonly metrics: RouteMetrics;
}

/**
 * Runs a route on a request. This is the only place that sends refusals, replies and challenges: a step returns what should be said, so
 * "replied twice" and "never replied" cannot happen. A throw is a bug or a broken dependency: 500 `internal-error`, with the step in the log.
 */
export async function serve<Start>(
  route: CompleteRoute<Start>,
  exchange: SipExchange,
  start: Start,
  { logger, metrics }: ServeDeps,
): Promise<void> {
  const began = performance.now();
  const { method, callId } = exchange.incoming;
  let run: Pick<RouteRun, 'final' | 'at' | 'timings'>;
  try {
    run = await route.run(start);
  } catch (thrown) {
    const at = thrown instanceof RouteError ? thrown.step : route.name;
    const stack = thrown instanceof RouteError && thrown.cause instanceof Error ? thrown.cause.stack : undefined;
    logger.error('a step broke', { callId, method, at, reason: messageOf(thrown), stack });
    run = { final: refuse('internal-error'), at, timings: [] };
  }
  const cause = say(run.final, exchange);
  const ms = performance.now() - began;
  metrics.finished({ method, cause: cause ?? 'none' }, ms);
  const fields = {
    callId,
    method,
    route: route.name,
    at: run.at,
    outcome: run.final.kind,
    cause,
    ms: Math.round(ms),
    // Made when somebody reads it: most requests are not logged.
    get steps() {
      return run.timings.map(({ step, outcome, ms: took }) => `${step}:${outcome}:${took.toFixed(2)}`);
    },
    source: exchange.incoming.source.address,
  };
  if (run.final.kind === 'drop') logger.debug('request dropped', fields);
  else if (cause && CAUSES[cause].class === 'server') logger.warn('request refused', fields);
  else if (cause) logger.info('request refused', fields);
  else if (REPEATED.has(method)) logger.debug('request served', fields);
  else logger.info('request served', fields);
}

/** Phones send these by themselves, day and night. */
const REPEATED: ReadonlySet<string> = new Set([METHODS.REGISTER, METHODS.OPTIONS, METHODS.SUBSCRIBE, METHODS.PUBLISH, METHODS.NOTIFY]);

function say(final: Final, exchange: SipExchange): Cause | undefined {
  switch (final.kind) {
    case 'refuse':
      exchange.refuse(final.cause, final);
      return final.cause;
    case 'drop':
      exchange.drop();
      return final.cause;
    case 'reply':
      exchange.final(final.status, final.reason ?? '', final.headers ?? {});
      return undefined;
    case 'handled':
      return undefined;
  }
}

/** The ending of a step that bridged: nothing more to say when answered, the named cause otherwise. */
export const finalOf = (outcome: BridgeOutcome): Final =>
  outcome.kind === 'answered'
    ? handled(`answered by ${outcome.target}`)
    : refuse(outcome.cause, { status: outcome.status, reason: outcome.reason });
