/**
 * Milliseconds of the processor that the quickest of several runs took: tests beside this one and
 * other work of the machine then count little.
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
