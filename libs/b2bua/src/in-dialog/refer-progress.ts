import { HEADERS, METHODS, reasonOf } from '@switchyard/sip';
import type { SipLink } from '../link.js';

/** A phone that does not answer a NOTIFY must not hold up the transfer. */
const PATIENCE_MS = 1000;
/** Longer than anything rings. */
const EXPIRES_SEC = 200;

/** What the transferor is told of its REFER: NOTIFYs with the status line of the target (RFC 3515 §2.4.4), one after the other. */
export class ReferProgress {
  #queue: Promise<void> = Promise.resolve();
  #over = false;
  #said = 0;

  constructor(
    private readonly link: SipLink,
    private readonly dialogId: string,
    private readonly id: number,
    /** False: the phone asked for silence (RFC 4488). */
    private readonly wanted: boolean,
  ) {}

  /** Resolves when the phone has answered, or will not. The same status is said once, and nothing after the last word. */
  tell(status: number, last: boolean): Promise<void> {
    if (!this.wanted || this.#over || (status === this.#said && !last)) return this.#queue;
    this.#over = last;
    this.#said = status;
    return (this.#queue = this.#queue.then(() => this.#notify(status, last)));
  }

  #notify(status: number, last: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.link.send(
        {
          method: METHODS.NOTIFY,
          dialogId: this.dialogId,
          headers: {
            [HEADERS.EVENT]: `refer;id=${this.id}`,
            [HEADERS.SUBSCRIPTION_STATE]: last ? 'terminated;reason=noresource' : `active;expires=${EXPIRES_SEC}`,
            [HEADERS.CONTENT_TYPE]: 'message/sipfrag;version=2.0',
          },
          body: `SIP/2.0 ${status} ${reasonOf(status)}\r\n`,
        },
        { onResponse: (answer) => void (answer.status >= 200 && done()), onFailed: done },
      );
    });
  }
}
