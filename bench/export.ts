import { sizeOf } from '../src/parts/sizeOf';
import { channelsFirst, kernelsChannelsFirst } from './engines/channelsFirst';
import { loadProblem } from './problem';
import type { RecipeName } from './recipes';

/** Steps that are written out; a longer run goes round. */
const STEPS = 8;

/**
 * A problem for programs in other languages, channels first: a header, and one array of floats with
 * the weights one after the other, then the batches, then the draws of a random selection.
 */
export async function exported(
  name: RecipeName,
): Promise<{ header: object; floats: Float32Array }> {
  const problem = await loadProblem(name);
  const { data, n, q, d, lanes, learningRate, temperature, margin } = problem;
  const weights = kernelsChannelsFirst(problem);
  const features = sizeOf(data.shape);
  const steps = Array.from({ length: STEPS }, (_, step) => step);
  const batches = steps.map((step) => {
    const rows = Array.from(problem.itemsOf(step), (item) =>
      data.train.values.subarray(item * features, (item + 1) * features),
    );
    return channelsFirst(joined(rows), data.shape);
  });
  const isRandom = lanes.some(({ selection }) => selection === 'random');
  const draws = isRandom ? steps.map(problem.drawsOf) : [];
  const [height, width, channels] = data.shape;
  const header = {
    ...{ name, n, q, d, lanes, learningRate, temperature, margin, steps: STEPS },
    shape: channels ? [channels, height, width] : data.shape,
    weights: weights.map(({ shape }) => shape),
    positiveRows: [...problem.positiveRows],
    eligible: [...problem.eligible],
    hasDraws: isRandom,
  };
  const floats = joined([...weights.map(({ values }) => values), ...batches, ...draws]);
  return { header, floats };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    result.set(part, start);
    start += part.length;
  }
  return result;
}
