import type { Answer } from './compare';
import type { GoldenCase } from './format';
import * as losses from './losses';
import * as metrics from './metrics';
import * as optimizers from './optimizers';
import * as selections from './selections';
import * as trajectories from './trajectories';

/** Computes with our parts what a case expects. @throws Error when the case can't be read */
export type Adapter = (one: GoldenCase) => Promise<Answer[]>;

/** Golden file, by name, to what computes it; a file that is not here is not offered yet. */
export const adapters: Readonly<Record<string, Adapter>> = {
  loss_nt_xent: losses.ntXent,
  loss_info_nce: losses.infoNce,
  loss_triplet_hinge: losses.tripletHinge,
  loss_contrastive: losses.contrastive,
  loss_contrastive_hadsell: losses.contrastiveHadsell,
  miner_batch_hard: selections.batchHard,
  miner_facenet_semihard_fallback: selections.semiHard,
  optim_adam: optimizers.adam,
  optim_sgd_momentum: optimizers.sgd,
  metric_retrieval: metrics.retrieval,
  metric_alignment_uniformity: metrics.alignmentUniformity,
  metric_pca: metrics.pca,
  traj_mlp_nt_xent: trajectories.mlpNtXent,
  traj_mlp_triplet_batch_hard: trajectories.mlpTripletBatchHard,
  traj_cnn_nt_xent: trajectories.cnnNtXent,
  traj_cnn_small_nt_xent: trajectories.cnnNtXent,
};
