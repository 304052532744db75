import { defineOptimizer, learningRate, weightDecay } from './optimizer';
import { adamKnobs, adamStep } from './shared/adamStep';

/** Adam, with weight decay added to the gradient where there is any, as torch.optim.Adam has it. */
export const adam = defineOptimizer({
  label: 'Adam',
  phrase: 'Adam',
  summary: 'Scales each weight’s step by how large its gradients have been.',
  paper: 'Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, algorithm 1',
  formula: String.raw`w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}, \qquad \hat m = \frac{m}{1 - \beta_1^t},\quad \hat v = \frac{v}{1 - \beta_2^t}`,
  advice:
    'Learns within few steps and forgives a rough learning rate; its weight decay is scaled away along with the gradient, so take AdamW for decay.',
  slots: 2,
  scalars: 2,
  knobs: { learningRate: learningRate(0.002), ...adamKnobs, weightDecay },
  update: adamStep,
});
