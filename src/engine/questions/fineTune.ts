import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { normalised } from '../../parts/encoders/encoder';
import type { OptimizerState } from '../../parts/optimizers/optimizer';
import { adamStep } from '../../parts/optimizers/shared/adamStep';
import { randomStream, shuffled } from '../../parts/random';
import type { Between } from '../lanes/turns';
import type { Pool } from '../step/batch';
import type { Plan } from '../step/plan';
import { rawEmbed } from '../step/step';
import { joined, pieces } from '../tensors/arena';
import { STREAM } from '../tensors/streams';
import { tidied } from '../tensors/tidied';
import { tf } from '../tf';

/** Steps of Adam over all labelled items at once. */
const STEPS = 40;
const LEARNING_RATE = 0.0005;
/** Logits are this many times the linear layer's values: unit rows alone would learn slowly. */
const SHARPNESS = 16;
/** Steps between two looks at what has come meanwhile. */
const STEPS_A_TASK = 5;
/** Held-out items that are classified at once. */
const PIECE = 1024;

/** Items of which the label is given: the same for every lane and step of a seed. */
export function labelledItems(pool: Pool, labelsPerClass: number, seed: number): Int32Array {
  const random = randomStream(seed, STREAM.probe, labelsPerClass);
  return Int32Array.from(pool.byClass.flatMap((items) => shuffled(items, random, labelsPerClass)));
}

/**
 * Accuracy on items asked for, 0..1, after fine-tuning: encoder and a new linear layer on its unit rows
 * go on learning together from a few labels, by cross-entropy, from these weights of the encoder,
 * [weights]; the layer starts at the class means. The lane itself is left as it is. (Chen et al. 2020,
 * SimCLR, section 6: fine-tuning with few labels, here with all of them in one batch.)
 *
 * @param taught the side that labelled items are of
 * @param labelled their numbers; where both sides are one, they are not asked for
 * @param between called now and then; what it throws ends the work
 * @returns NaN if nothing is asked for
 */
export async function fineTunedAccuracy(
  plan: Plan,
  weights: Float32Array,
  taught: Pool,
  asked: Pool,
  labelled: Int32Array,
  between: Between = async () => {},
): Promise<number> {
  // Classes are counted among those of which a label is given: others can't be named.
  const named = [...new Set(labelled.map((item) => taught.items.labels[item] as number))];
  const classes = named.length;
  const shapes = [...plan.weights.map(({ shape }) => shape), [plan.d, classes], [classes]];
  const size = weights.length + plan.d * classes + classes;
  const logitsOf = (items: Tensor, arrays: readonly Tensor[]) => {
    const unit = normalised(tf, rawEmbed(plan, items, arrays.slice(0, -2)));
    const [kernel, bias] = arrays.slice(-2) as [Tensor2D, Tensor1D];
    return tf.mul(tf.add(tf.matMul(unit, kernel), bias), SHARPNESS) as Tensor2D;
  };
  const { items, wanted, knobs } = tidied(() => ({
    items: taught.itemsOf(tf.tensor1d(labelled, 'int32')),
    wanted: tf.oneHot(
      tf.tensor1d(
        labelled.map((item) => named.indexOf(taught.items.labels[item] as number)),
        'int32',
      ),
      classes,
    ) as Tensor2D,
    knobs: {
      learningRate: tf.scalar(LEARNING_RATE),
      beta1: tf.scalar(0.9),
      beta2: tf.scalar(0.999),
      epsilon: tf.scalar(1e-8),
      weightDecay: tf.scalar(0),
    },
  }));
  // The new layer starts as the mean of each class: from nothing, its first large gradients would
  // spoil what the encoder knows (Kumar et al. 2022, https://arxiv.org/abs/2202.10054).
  const started = () =>
    tf.tidy(() => {
      const own = tf.tensor1d(weights);
      const unit = normalised(tf, rawEmbed(plan, items, pieces(own, shapes.slice(0, -2))));
      const means = normalised(tf, tf.matMul(tf.transpose(wanted), unit) as Tensor2D);
      const kernel = tf.reshape(tf.transpose(means), [plan.d * classes]);
      return tf.concat([own, kernel, tf.zeros([classes])]) as Tensor1D;
    });
  let state: OptimizerState & { readonly weights: Tensor1D } = {
    weights: started(),
    slots: [tf.zeros([size]) as Tensor1D, tf.zeros([size]) as Tensor1D],
    scalars: [tf.scalar(1) as Scalar, tf.scalar(1) as Scalar],
  };
  const release = () => tf.dispose([state.weights, ...state.slots, ...state.scalars]);
  try {
    for (let step = 0; step < STEPS; step++) {
      const next = tidied(() => {
        const loss = (...arrays: Tensor[]) =>
          tf.neg(
            tf.div(tf.sum(tf.mul(wanted, tf.logSoftmax(logitsOf(items, arrays)))), labelled.length),
          );
        const { grads } = tf.valueAndGrads(loss as (...arrays: Tensor[]) => Scalar)(
          pieces(state.weights, shapes),
        );
        return adamStep(tf, state.weights, joined(grads), state, knobs);
      });
      release();
      state = next;
      if (step % STEPS_A_TASK === 0) await between();
    }
    let right = 0;
    const { labels, count } = asked.items;
    const given = new Set(taught === asked ? labelled : []);
    const questions = Int32Array.from({ length: count }, (_, item) => item).filter(
      (item) => !given.has(item),
    );
    for (let from = 0; from < questions.length; from += PIECE) {
      const some = questions.subarray(from, from + PIECE);
      const answers = tf.tidy(() =>
        tf.argMax(
          logitsOf(asked.itemsOf(tf.tensor1d(some, 'int32')), pieces(state.weights, shapes)),
          1,
        ),
      );
      const places = await answers.data();
      answers.dispose();
      right += some.filter((item, i) => named[places[i] as number] === labels[item]).length;
    }
    return questions.length > 0 ? right / questions.length : Number.NaN;
  } finally {
    release();
    tf.dispose([items, wanted, ...Object.values(knobs)]);
  }
}
