/**
 * Which of several failures is passed on (RFC 3261 §16.7 step 6): a 6xx, else the lowest class, and among 4xx those that tell the caller
 * what to change. 0 stands for a target that never replied and loses against every real response.
 */
export function bestStatus(statuses: readonly number[]): number {
  return statuses.reduce((best, status) => (rank(status) < rank(best) ? status : best), 0);
}

const TELLING = [401, 407, 415, 420, 484];

function rank(status: number): number {
  if (status === 0) return 100;
  if (status >= 600) return 0;
  if (status < 400) return 10;
  if (TELLING.includes(status)) return 20;
  // Busy says more about the called party than "nothing here" or a timeout of another phone.
  if (status === 486) return 21;
  if (status < 500) return status === 408 ? 29 : 25;
  return 30;
}
