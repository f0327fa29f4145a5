/** How a request is turned away without keeping anything for it. */
export interface Refusal {
  /** 0 drops the request without an answer. */
  readonly status: number;
  readonly reason?: string | undefined;
  readonly header?: readonly [name: string, value: string] | undefined;
}
