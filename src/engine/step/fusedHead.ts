import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { untaped } from '../../parts/untaped';
import { factsProgram, factsWidth, MOST, roomFor } from '../kernels/webgpu/pairHead/facts';
import { gradientProgram } from '../kernels/webgpu/pairHead/gradient';
import { codeOf, type HeadCode } from '../kernels/webgpu/pairHead/parts';
import { dispatch, MOST_BUFFERS, type Program } from '../kernels/webgpu/pairHead/program';
import { resultsWidth, rowsProgram } from '../kernels/webgpu/pairHead/rows';
import { sumsProgram } from '../kernels/webgpu/pairHead/sums';
import { tf } from '../tf';
import type { Batch } from './batch';
import type { LiveKnobs } from './liveKnobs';
import type { Plan } from './plan';
import type { Encoded } from './rows';
import type { Head } from './seen';

/** The shaders of a head, in the order in which they run. */
interface Programs extends HeadCode {
  readonly facts: Program;
  readonly rows: Program;
  readonly sums: Program;
  readonly gradient: Program;
}

/** The shaders for what a plan is made of, or null if one of its parts has none. */
function programsOf(plan: Plan): Programs | null {
  const code = codeOf(plan);
  if (!code) return null;
  const { selection, loss, removesOwnClass } = code;
  const { measure, mean } = loss;
  const room = roomFor(plan.n);
  const facts = factsProgram({
    measure,
    removesOwnClass,
    hardestPositive: plan.hardestPositive,
    room,
  });
  const rows = rowsProgram(selection, loss, room);
  const sums = sumsProgram(mean);
  const gradient = gradientProgram(measure, room);
  const fit = [facts, rows, sums, gradient].every(
    ({ inputs, outputs }) => inputs.length + outputs.length <= MOST_BUFFERS,
  );
  return fit ? { ...code, facts, rows, sums, gradient } : null;
}

const known = new WeakMap<Plan, Programs | null>();

/**
 * What `head` gives, in three dispatches and one for the gradient; null where it has to be composed
 * of ops: another backend, a part without a shader, a batch too large for a workgroup.
 */
export function fusedHead(
  plan: Plan,
  { raw, unit: embeddings }: Pick<Encoded, 'raw' | 'unit'>,
  batch: Pick<Batch, 'sameClass' | 'uniform'>,
  knobs: LiveKnobs,
): Head | null {
  if (tf.getBackend() !== 'webgpu') return null;
  const [n, d] = embeddings.shape;
  const { q } = plan.layout;
  if (n > MOST.rows || q > MOST.positives || d > MOST.dimensions) return null;
  if (!known.has(plan)) known.set(plan, programsOf(plan));
  const programs = known.get(plan);
  if (!programs) return null;

  const { positiveTable, valid, eligible } = plan;
  const { sameClass } = batch;
  const sizes = { rows: n, positives: q, dimensions: d };
  const { similarity, facts, allowed, used } = dispatch(
    programs.facts,
    { embeddings, positiveTable, valid, eligible, sameClass },
    {
      similarity: [n, n],
      facts: [n, factsWidth(n, q, programs.loss.measure)],
      ...(programs.removesOwnClass ? { allowed: [n, n] } : {}),
      ...(plan.hardestPositive ? { used: [n, q] } : {}),
    },
    sizes,
    n,
  );
  const draws = programs.selection.draws ? { draws: batch.uniform('selection', [n, q, n]) } : {};
  const { weights, results } = dispatch(
    programs.rows,
    { ...knobs.all, ...draws, similarity, facts },
    { weights: [n, q, n], results: [n, resultsWidth(n, q)] },
    sizes,
    n,
  );
  const sums = dispatch(
    programs.sums,
    { results },
    { loss: [], shares: [3], scales: [2] },
    sizes,
    1,
  );
  const loss = tf.customGrad(((input: Tensor, save: (tensors: Tensor[]) => void) => {
    save([input, facts, results, sums.scales]);
    return {
      value: tf.clone(sums.loss),
      gradFunc(upstream: Tensor, [embeddings, facts, results, scales]: Tensor[]) {
        const inputs = { embeddings, facts, results, scales, upstream };
        return dispatch(programs.gradient, inputs, { gradient: [n, d] }, sizes, n).gradient;
      },
    };
  }) as Parameters<typeof tf.customGrad>[0]);
  const seen = untaped(tf, () => ({
    weights: weights as Tensor3D,
    allowed: (allowed ?? tf.clone(eligible)) as Tensor2D,
    valid: (used ?? tf.clone(valid)) as Tensor2D,
    raw: tf.clone(raw),
    embeddings: tf.clone(embeddings),
    candidates: tf.clone(embeddings),
    similarity: similarity as Tensor2D,
    eligible: tf.clone(eligible),
    sameClass: tf.clone(sameClass),
  }));
  return {
    loss: loss(embeddings) as Scalar,
    seen,
    shares: sums.shares as Tensor1D,
    counted: [],
    choosingMs: 0,
  };
}
