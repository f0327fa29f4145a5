/** Retransmissions so far, in plain numbers. */
export interface Repeats {
  requestsIn: number;
  requestsOut: number;
  responsesOut: number;
}
