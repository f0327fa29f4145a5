/** A failure that tells the operator what to do; printed without a stack. */
export class SetupError extends Error {
  constructor(message, advice) {
    super(message);
    this.name = 'SetupError';
    this.advice = advice;
  }
}

/** One line per step when it ends: mark, name, seconds, and what there is to say about it. */
export function createProgress(write = (line) => process.stdout.write(line)) {
  const startedMs = Date.now();
  return {
    step: async (name, work) => {
      const beganMs = Date.now();
      const line = (mark, detail) => write(`${mark} ${name.padEnd(26)} ${seconds(Date.now() - beganMs)}${detail ? `  ${detail}` : ''}\n`);
      try {
        const detail = await work();
        line('✓', typeof detail === 'string' ? detail : '');
        return detail;
      } catch (error) {
        // The whole text is for whoever reports the failure; a line has room for its first.
        line('✗', (error instanceof Error ? error.message : String(error)).split('\n')[0]);
        throw error;
      }
    },
    note: (text) => write(`! ${text}\n`),
    elapsedMs: () => Date.now() - startedMs,
  };
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1).padStart(6)} s`;
