import type { Flow } from './flow.js';

/** The way back for a response whose connection has gone: the first that can be opened of those that RFC 3263 §5 finds. */
export class ReplyFlow implements Flow {
  readonly protocol;
  readonly local;
  readonly remote;

  constructor(
    private readonly first: Flow,
    /** The ways to the host of the Via, asked for only when the first fails. */
    private readonly others: () => Promise<readonly Flow[]>,
  ) {
    this.protocol = first.protocol;
    this.local = first.local;
    this.remote = first.remote;
  }

  isOpen(): boolean {
    return this.first.isOpen();
  }

  send(data: Buffer, callId: string, onError?: (error: Error) => void): void {
    const failed = (error: Error): void => onError?.(error);
    const tryNext = (flows: readonly Flow[], error: Error): void => {
      const [flow, ...rest] = flows;
      if (flow === undefined) return failed(error);
      flow.send(data, callId, (next) => tryNext(rest, next));
    };
    this.first.send(data, callId, (error) => {
      void this.others().then(
        (flows) => tryNext(flows, error),
        () => failed(error),
      );
    });
  }
}
