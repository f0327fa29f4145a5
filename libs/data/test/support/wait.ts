/** Resolves with the first true answer of `look`, asked every few milliseconds; rejects after `withinMs`. */
export async function eventually(look: () => boolean | Promise<boolean>, withinMs: number, what: string): Promise<number> {
  const start = performance.now();
  for (;;) {
    if (await look()) return performance.now() - start;
    if (performance.now() - start > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
