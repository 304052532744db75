import { type Array as Arr, lax, nn, numpy as np } from '@jax-js/jax';
import type { Problem } from '../problem';

/** Rows of unit length, [N, d]; images and kernels have their channels first. */
export function jaxEmbedded(items: Arr, weights: readonly Arr[]): Arr {
  let rows = items;
  for (let i = 0; i < weights.length; i += 2) {
    const [kernel, bias] = weights.slice(i) as [Arr, Arr];
    if (kernel.ndim === 4) {
      const convolved = lax.convGeneralDilated(rows, kernel, [2, 2], 'SAME');
      rows = nn.relu(convolved.add(bias.reshape([-1, 1, 1])));
    } else {
      rows = np.matmul(rows.reshape([rows.shape[0] as number, -1]), kernel).add(bias);
      if (i + 2 < weights.length) rows = nn.relu(rows);
    }
  }
  return rows.ref.div(np.sqrt(np.sum(np.square(rows), 1, { keepdims: true }).add(1e-12)));
}

/** NT-Xent, or the triplet loss with its selections. Uses up the embeddings. */
export function jaxLoss(
  problem: Problem,
  lane: Problem['lanes'][number],
  embeddings: Arr,
  draws: Arr,
): Arr {
  const { n, q, positiveRows, eligible, temperature, margin } = problem;
  const similarity = np.matmul(embeddings.ref, np.transpose(embeddings));
  const isPositive = nn.oneHot(np.array(positiveRows).reshape([n, q]), n);
  if (lane.loss === 'ntXent') {
    const logits = similarity.div(temperature);
    const others = logits.ref.sub(np.eye(n).mul(1e9));
    const positive = np.sum(logits.mul(isPositive.reshape([n, n])), 1);
    return np.mean(nn.logsumexp(others, 1).sub(positive));
  }
  const rows = similarity.reshape([n, 1, n]);
  const positive = np.sum(rows.ref.mul(isPositive), 2, { keepdims: true });
  const candidates = np.array(eligible).reshape([n, 1, n]);
  const index = chosen(lane.selection, {
    similarity: lax.stopGradient(np.broadcastTo(rows.ref, [n, q, n])),
    positive: lax.stopGradient(positive.ref),
    candidates: np.broadcastTo(np.greater(candidates, 0.5), [n, q, n]),
    draws,
  });
  const negative = np.sum(rows.mul(nn.oneHot(index, n)), 2, { keepdims: true });
  const hinge = nn.relu(negative.sub(positive).mul(2).add(margin));
  const active = np.sum(np.where(np.greater(lax.stopGradient(hinge.ref), 0), 1, 0));
  return np.sum(hinge).div(np.maximum(active, 1));
}

interface Choice {
  similarity: Arr;
  positive: Arr;
  candidates: Arr;
  draws: Arr;
}

/** Candidate chosen for each row and positive, [N, Q]. */
function chosen(selection: string, { similarity, positive, candidates, draws }: Choice): Arr {
  switch (selection) {
    case 'hardest':
      return np.argmax(np.where(candidates, similarity, -1e9), 2);
    case 'random':
      return np.argmax(np.where(candidates, draws, -1), 2);
    case 'semiHard': {
      const below = np.logicalAnd(np.less(similarity.ref, positive), candidates.ref);
      const semiHardest = np.argmax(np.where(below.ref, similarity.ref, -1e9), 2);
      const easiest = np.argmin(np.where(candidates, similarity, 1e9), 2);
      return np.where(np.any(below, 2), semiHardest, easiest);
    }
    default:
      throw new Error(`no selection ${selection} for jax-js here`);
  }
}
