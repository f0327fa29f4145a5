import { CAUSES, CodedError, messageOf, type Cause } from '@switchyard/kernel';
import { HEADERS } from '@switchyard/sip';
import type { Incoming } from './incoming.js';
import { headerLine } from './outgoing-headers.js';
import type { SrfMessage, SrfRequest, SrfResponder, SrfSendOptions } from './srf-surface.js';

/** Tells apps/sip-server to send nothing and forget the request. */
const DROP_HEADER = 'X-Info-Drop';

type HeaderValues = Readonly<Record<string, string | readonly string[]>>;

/** What a 200 of ours led to: resolves when the engine took it; `ack` with the body of the ACK (late offer), or never when none comes. */
export interface AnswerSent {
  readonly dialogId: string;
  readonly ack: Promise<string>;
}

/** One request and its answer. Steps see `incoming` only; whoever replies goes through the methods, which never reply twice. */
export class SipExchange {
  #cancelled = false;
  #cancelReason: string | undefined;
  #final = false;
  readonly #onCancel: (() => void)[] = [];
  #onUpdate: ((sdp: string) => Promise<string | undefined>) | undefined;
  /** RFC 3262 §3: the next reliable provisional waits for the PRACK of the one before. */
  #awaitsPrack = false;

  constructor(
    readonly incoming: Incoming,
    request: SrfRequest,
    private readonly response: SrfResponder,
  ) {
    request.on('cancel', (cancel?: Partial<Pick<SrfMessage, 'get'>>) => {
      this.#cancelled = true;
      this.#cancelReason = cancel?.get?.(HEADERS.REASON);
      for (const listener of this.#onCancel) listener();
    });
    // Without a listener srf refuses it by itself.
    request.on('update', (update: SrfRequest, answer: SrfResponder) => void answerUpdate(update, answer, this.#onUpdate));
  }

  /** The caller moves its media before it is answered (RFC 3311): `answer` gives our description, undefined when that cannot be. */
  onUpdate(answer: (sdp: string) => Promise<string | undefined>): void {
    this.#onUpdate = answer;
  }

  /** The caller sent CANCEL; the engine has already answered 487. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Reason of that CANCEL, as whoever sent it wrote it. */
  get cancelReason(): string | undefined {
    return this.#cancelReason;
  }

  /** A final response was sent or the request dropped on purpose. */
  get finished(): boolean {
    return this.#final;
  }

  onCancel(listener: () => void): void {
    if (this.#cancelled) listener();
    else this.#onCancel.push(listener);
  }

  /** Id of the dialog this INVITE makes, by the engine's rule: the caller's Call-ID and From tag. */
  get dialogId(): string {
    return `${this.incoming.callId};from-tag=${this.incoming.from.tag ?? ''}`;
  }

  /** Sends 18x; after a final response, or while a PRACK is outstanding, it is left out: a later response says more. */
  provisional(status: number, reason: string, sdp?: string): void {
    if (this.#final || this.#cancelled || this.#awaitsPrack) return;
    const reliable = (this.incoming.header(HEADERS.REQUIRE) ?? '').toLowerCase().includes('100rel');
    if (reliable) this.#awaitsPrack = true;
    const options = sdpOptions(sdp, reliable ? { [HEADERS.REQUIRE]: '100rel' } : {});
    if (!reliable) return this.response.send(status, reason, options);
    this.response.send(
      status,
      reason,
      options,
      (error) => {
        if (error) this.#awaitsPrack = false;
      },
      () => (this.#awaitsPrack = false),
    );
  }

  /** Sends the 200 of an INVITE or re-INVITE. Rejects when the engine refuses it, usually because the caller has cancelled. */
  async answer(sdp: string | undefined, headers: Readonly<Record<string, string>> = {}): Promise<AnswerSent> {
    if (this.#final) throw new CodedError('answered-already', 'a final response was sent already');
    this.#final = true;
    let acked: (body: string) => void = () => undefined;
    const ack = new Promise<string>((resolve) => (acked = resolve));
    await new Promise<void>((resolve, reject) => {
      this.response.send(
        200,
        'OK',
        sdpOptions(sdp, headers),
        (error) => (error ? reject(new CodedError('answer-refused', messageOf(error), {}, { cause: error })) : resolve()),
        (request) => acked(request.body ?? ''),
      );
    });
    return { dialogId: this.response.stackDialogId ?? this.dialogId, ack };
  }

  /** Sends a final response once; later ones are ignored. After a CANCEL the engine discards it, and srf forgets the INVITE. */
  final(status: number, reason: string, headers: HeaderValues = {}, body?: { type: string; text: string }): void {
    if (this.#final) return;
    this.#final = true;
    const lines: Record<string, string> = body ? { [HEADERS.CONTENT_TYPE]: body.type } : {};
    for (const [name, value] of Object.entries(headers)) lines[name] = headerLine(name, value);
    // Nobody waits for what became of it: srf would parse the response anew for a callback.
    this.response.send(status, reason, { headers: lines, ...(body ? { body: body.text } : {}) });
  }

  /** Refuses with a named cause; `status` and `reason` override the cause's own. */
  refuse(cause: Cause, how: { status?: number; reason?: string; headers?: HeaderValues } = {}): void {
    const { sip, reason } = CAUSES[cause];
    this.final(how.status ?? sip, how.reason ?? reason, { ...how.headers, [HEADERS.REASON]: reasonHeader(cause) });
  }

  /** Answers nothing, on purpose (scanners, banned sources). An engine that cannot be silent says 403. */
  drop(): void {
    this.final(403, 'Forbidden', { [DROP_HEADER]: 'yes' });
  }
}

/** RFC 3326: the Q.850 number for machines, the named cause for people (invariant I6). */
export const reasonHeader = (cause: Cause): string => `Q.850;cause=${CAUSES[cause].q850};text="${cause}"`;

const sdpOptions = (sdp: string | undefined, headers: Readonly<Record<string, string>>): SrfSendOptions =>
  sdp === undefined || sdp === ''
    ? { headers: { ...headers } }
    : { headers: { ...headers, [HEADERS.CONTENT_TYPE]: 'application/sdp' }, body: sdp };

/** Answers an UPDATE inside an early dialog; one without description only says that the sender is still there. */
export async function answerUpdate(
  update: SrfRequest,
  response: SrfResponder,
  answer: ((sdp: string) => Promise<string | undefined>) | undefined,
): Promise<void> {
  const sdp = update.body ?? '';
  if (sdp === '') return response.send(200, 'OK', {});
  const ours = await answer?.(sdp);
  if (ours === undefined) return response.send(488, 'Not Acceptable Here', {});
  response.send(200, 'OK', { headers: { [HEADERS.CONTENT_TYPE]: 'application/sdp' }, body: ours });
}
