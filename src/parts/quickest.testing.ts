/**
 * Processor time of the quickest of several runs, in milliseconds: other tests and other work on
 * the machine then matter little.
 */
export async function quickest(run: () => unknown, runs = 5): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
