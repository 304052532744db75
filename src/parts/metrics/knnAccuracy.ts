import { liveMetrics } from './live';
import { classMates, defineMetric, type HeldOut, type Labelled, meanOverAsked } from './metric';
import { nearestOf } from './shared/nearest';
import { similarities } from './shared/similarities';
import { votedLabels } from './shared/vote';

/**
 * Share of items, 0..1, whose class wins the vote of the k nearest. The voters are the training
 * items where they are given; else the other held-out items (leave one out), and items without
 * class mates are not asked, since nobody could vote for them. Undefined if nobody is asked. By
 * chance about the share of class mates among the others, if classes are of like size.
 */
export const knnAccuracy = defineMetric({
  ...liveMetrics.knnAccuracy,
  summary: 'How often the nearest items, voting with their labels, find the item’s own class.',
  paper: 'Wu et al. 2018, https://arxiv.org/abs/1805.01978, section 3.4',
  better: 'higher',
  range: [0, 1],
  knobs: {
    neighbours: {
      kind: 'number',
      label: 'Neighbours',
      hint: 'How many nearest items vote.',
      min: 1,
      max: 200,
      step: 1,
      default: 20,
    },
    vote: {
      kind: 'choice',
      label: 'Vote',
      hint: 'How much a neighbour’s vote weighs.',
      options: {
        similarity: 'by similarity, exp(cosine / temperature)',
        equal: 'all alike',
        distance: 'by 1 / distance',
      },
      default: 'similarity',
    },
    voteTemperature: {
      kind: 'number',
      label: 'Temperature of the vote',
      hint: 'Low: the very nearest decide. High: all neighbours alike.',
      min: 0.01,
      max: 1,
      step: 0.01,
      default: 0.07,
    },
  },
  measure(embeddings, { neighbours = 20, vote = 'similarity', voteTemperature = 0.07 } = {}) {
    const { labels, train } = embeddings;
    const { ranked, similarity, voters } = train
      ? amongTrain(embeddings, train, neighbours)
      : {
          ranked: embeddings.nearest(neighbours),
          similarity: embeddings.similarity(),
          voters: labels,
        };
    const voted = votedLabels(ranked, similarity, voters, neighbours, vote, voteTemperature);
    const mates = classMates(labels);
    const asked = [...voted.keys()].filter((item) => train || (mates[item] as number) > 0);
    return asked.filter((item) => voted[item] === labels[item]).length / asked.length;
  },
  chance: (labels) => meanOverAsked(labels, (mates, others) => mates / others),
});

function amongTrain({ values, labels, d }: HeldOut, train: Labelled, neighbours: number) {
  const similarity = similarities(values, train.values, d);
  const ranked = nearestOf(similarity, labels, train.labels, false, neighbours);
  return { ranked, similarity, voters: train.labels };
}
