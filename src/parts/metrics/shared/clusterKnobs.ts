/** What every measure of k-means clusters can be asked for. */
export const clusterKnobs = {
  clusterRestarts: {
    kind: 'number',
    label: 'Restarts',
    hint: 'The tightest clusters of as many starts are taken.',
    min: 1,
    max: 50,
    step: 1,
    default: 10,
  },
} as const;
