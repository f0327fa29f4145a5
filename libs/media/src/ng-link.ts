import { err, messageOf, ok, type Logger, type Result } from '@switchyard/kernel';
import rtpengine from 'rtpengine-client';
import type { RelayRef } from './media-types.js';

export type NgCommand = 'ping' | 'offer' | 'answer' | 'delete' | 'query' | 'startRecording' | 'stopRecording';
export type NgReply = Readonly<Record<string, unknown>>;

/** A silent relay leaves one entry per command in the client's memory; after so many the socket is replaced. */
const MAX_UNANSWERED = 1000;

/**
 * The way to one relay. The client library prints and emits an error for a reply that comes after its own timeout, so the
 * deadline is kept here and a late reply is simply counted in.
 */
export class NgLink {
  #client: InstanceType<typeof rtpengine.Client>;
  #unanswered = 0;

  constructor(
    readonly relay: RelayRef,
    private readonly logger: Logger,
    private readonly localAddress: string | undefined,
  ) {
    this.#client = this.open();
  }

  /**
   * Sends one command and waits at most `timeoutMs`. The error is a sentence. `late` hears a reply that came too late to be
   * used, so that what it created can be undone.
   */
  async send(command: NgCommand, message: object, timeoutMs: number, late?: (reply: NgReply) => void): Promise<Result<NgReply, string>> {
    if (this.#unanswered >= MAX_UNANSWERED) this.reopen();
    const client = this.#client;
    const { host, port } = this.relay;
    let expired = false;
    const reply = client[command]({ host, port }, message).then(
      (value): Result<NgReply, string> => {
        if (client === this.#client) this.#unanswered--;
        if (expired) late?.(value);
        return ok(value);
      },
      (thrown: unknown): Result<NgReply, string> => {
        if (client === this.#client) this.#unanswered--;
        return err(`${command} could not be sent to ${host}:${port}: ${messageOf(thrown)}`);
      },
    );
    this.#unanswered++;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<Result<NgReply, string>>((resolve) => {
      const give = (): void => {
        expired = true;
        resolve(err(`${command} had no reply from ${host}:${port} in ${timeoutMs} ms`));
      };
      // Timers run before sockets are read: when we were the slow one, the reply lies there already. One round lets it in.
      timer = setTimeout(() => setImmediate(() => setImmediate(give)), timeoutMs);
    });
    const result = await Promise.race([reply, deadline]);
    clearTimeout(timer);
    return result;
  }

  close(): void {
    this.#client.close();
  }

  private open(): InstanceType<typeof rtpengine.Client> {
    const client = new rtpengine.Client(this.localAddress === undefined ? {} : { localAddress: this.localAddress });
    client.on('error', (thrown: unknown) =>
      this.logger.warn('media relay link', { relay: this.relay.name, error: messageOf(thrown).slice(0, 200) }),
    );
    return client;
  }

  private reopen(): void {
    this.#client.close();
    this.#client = this.open();
    this.#unanswered = 0;
  }
}
