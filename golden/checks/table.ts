import type { Answer } from './compare';
import type { GoldenCase } from './format';
import * as guards from './guards';
import * as losses from './losses';
import * as lossesByDistance from './lossesByDistance';
import * as lossesLabelled from './lossesLabelled';
import * as lossesSoftmax from './lossesSoftmax';
import * as lossesWithoutNegatives from './lossesWithoutNegatives';
import * as memory from './memory';
import { crossBatch } from './memoryCrossBatch';
import { mocoStep } from './memoryStep';
import * as metrics from './metrics';
import * as metricsClustering from './metricsClustering';
import * as metricsRetrieval from './metricsRetrieval';
import * as metricsText from './metricsText';
import * as optimizers from './optimizers';
import * as selections from './selections';
import * as selectionsEasyHard from './selectionsEasyHard';
import * as selectionsPairs from './selectionsPairs';
import * as selectionsRetrieval from './selectionsRetrieval';
import * as selectionsTriplets from './selectionsTriplets';
import * as trajectories from './trajectories';

/** Computes with our parts what a case expects. @throws Error when the case can't be read */
export type Adapter = (one: GoldenCase) => Promise<Answer[]>;

/** Files that show faults of a reference and are no examples to follow, and which faults. */
export const notFollowed: Readonly<Record<string, string>> = {
  memory_bank_variants_divergent:
    'lightly drops what does not fit at the end of its bank, the first XBM writes over its last slots; ours is a ring',
};

/** Golden file, by name, to what computes it; a file that is not here is not offered yet. */
export const adapters: Readonly<Record<string, Adapter>> = {
  loss_nt_xent: losses.ntXent,
  loss_info_nce: losses.infoNce,
  loss_triplet_hinge: losses.tripletHinge,
  loss_contrastive: losses.contrastive,
  loss_contrastive_hadsell: losses.contrastiveHadsell,
  loss_supcon: lossesLabelled.supCon,
  loss_triplet_soft_margin: lossesByDistance.tripletSoft,
  loss_margin: lossesByDistance.margin,
  loss_n_pair: lossesLabelled.nPair,
  loss_lifted_structure: lossesByDistance.liftedStructure,
  loss_multi_similarity: lossesLabelled.multiSimilarity,
  loss_circle: lossesLabelled.circle,
  loss_clip_symmetric: lossesSoftmax.clip,
  loss_mnrl_hard_negatives: lossesSoftmax.rankingWithHardNegatives,
  loss_debiased: lossesSoftmax.debiased,
  loss_hcl_hard: lossesSoftmax.hcl,
  loss_decoupled_yeh: lossesSoftmax.decoupled,
  loss_siglip: lossesSoftmax.sigLip,
  loss_vicreg: lossesWithoutNegatives.vicReg,
  loss_barlow_twins: lossesWithoutNegatives.barlowTwins,
  miner_gist_guided_masks: guards.guided,
  mask_false_negatives_fnc: guards.falseNegatives,
  miner_batch_hard: selections.batchHard,
  miner_facenet_semihard_fallback: selections.semiHard,
  miner_batch_all: selectionsTriplets.batchAll,
  miner_triplet_margin: selectionsTriplets.tripletMargin,
  miner_angular: selectionsTriplets.angular,
  miner_batch_easy_hard: selectionsEasyHard.easyHard,
  miner_pair_margin: selectionsPairs.pairMargin,
  miner_multi_similarity: selectionsPairs.multiSimilarity,
  miner_distance_weighted_probabilities: selectionsPairs.distanceWeighted,
  miner_st_hard_negatives: selectionsRetrieval.mineHardNegatives,
  optim_adam: optimizers.adam,
  optim_adamw: optimizers.adamW,
  optim_lars: optimizers.lars,
  optim_sgd_momentum: optimizers.sgd,
  memory_moco_queue: memory.mocoQueue,
  memory_moco_step: mocoStep,
  memory_momentum_encoder: memory.momentumEncoder,
  memory_cross_batch: crossBatch,
  metric_retrieval: metricsRetrieval.retrieval,
  metric_ir_labelled_documents: metricsRetrieval.labelledDocuments,
  metric_knn: metricsRetrieval.nearestNeighbours,
  metric_hubness: metricsRetrieval.hubness,
  metric_clustering: metricsClustering.clustering,
  metric_similarity_auc: metrics.similarityAuc,
  metric_rankme: metrics.rankMe,
  metric_bm25: metricsText.okapi,
  metric_alignment_uniformity: metrics.alignmentUniformity,
  metric_pca: metrics.pca,
  traj_mlp_nt_xent: trajectories.mlpNtXent,
  traj_mlp_triplet_batch_hard: trajectories.mlpTripletBatchHard,
  traj_cnn_nt_xent: trajectories.cnnNtXent,
  traj_cnn_small_nt_xent: trajectories.cnnNtXent,
};
