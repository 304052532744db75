import type { Program } from './program';

/** Largest batch the shaders keep a row of in workgroup memory. */
export const MOST = { rows: 256, positives: 7, dimensions: 64 } as const;

/** Room for so many rows, in few sizes: each is a shader of its own. */
export const roomFor = (rows: number): number => 64 * Math.ceil(rows / 64);

/** What a loss reads of a pair: its cosine, or its Euclidean distance. */
export type Measure = 'similarity' | 'distance';

/** How the facts shader differs from recipe to recipe. */
export interface FactsKind {
  readonly measure: Measure;
  /** Whether candidates of the anchor's own class are removed. */
  readonly removesOwnClass: boolean;
  /** Whether only the least similar positive is used. */
  readonly hardestPositive: boolean;
  /** Rows there is room for. */
  readonly room: number;
}

/**
 * Numbers of a row of facts, [candidates | valid | positives | distances]: of each candidate
 * 1 if it is allowed plus 2 if it is of the anchor's class; of each positive whether it is used,
 * and which candidate it is; the distance of each candidate, only where the loss reads it.
 */
export const factsWidth = (rows: number, positives: number, measure: Measure): number =>
  rows + 2 * positives + (measure === 'distance' ? rows : 0);

/** WGSL for every shader that reads facts. */
export const factsLayout = (measure: Measure): string => /* wgsl */ `
  fn factsAt(row: u32) -> u32 {
    return row * (sizes().rows + 2u * sizes().positives${measure === 'distance' ? ' + sizes().rows' : ''});
  }
  fn validAt(row: u32, positive: u32) -> u32 { return factsAt(row) + sizes().rows + positive; }
  fn positiveAt(row: u32, positive: u32) -> u32 {
    return validAt(row, positive) + sizes().positives;
  }
  fn distanceAt(row: u32, candidate: u32) -> u32 {
    return factsAt(row) + sizes().rows + 2u * sizes().positives + candidate;
  }`;

/** Cosines of an anchor to all candidates, its guard, and its positives. */
export function factsProgram({
  measure,
  removesOwnClass,
  hardestPositive,
  room,
}: FactsKind): Program {
  const outputs = ['similarity', 'facts'];
  if (removesOwnClass) outputs.push('allowed');
  if (hardestPositive) outputs.push('used');
  return {
    name: `PairHeadFacts ${measure} ${removesOwnClass} ${hardestPositive} ${room}`,
    inputs: ['embeddings', 'positiveTable', 'valid', 'eligible', 'sameClass'],
    outputs,
    code: /* wgsl */ `
      ${factsLayout(measure)}
      var<workgroup> anchor: array<f32, ${MOST.dimensions}>;
      var<workgroup> cosines: array<f32, ${room}>;
      var<workgroup> positiveOf: array<u32, ${MOST.positives}>;

      fn compute(local: u32, row: u32) {
        let width = sizes().dimensions;
        for (var axis = local; axis < width; axis += THREADS) {
          anchor[axis] = embeddings[row * width + axis];
        }
        workgroupBarrier();
        for (var candidate = local; candidate < sizes().rows; candidate += THREADS) {
          let pair = row * sizes().rows + candidate;
          var cosine = 0.0;
          var squared = 0.0;
          for (var axis = 0u; axis < width; axis++) {
            let own = anchor[axis];
            let other = embeddings[candidate * width + axis];
            cosine += own * other;
            squared += (own - other) * (own - other);
          }
          cosines[candidate] = cosine;
          similarity[pair] = cosine;
          let same = sameClass[pair];
          let open = eligible[pair]${removesOwnClass ? ' * (1.0 - same)' : ''};
          ${removesOwnClass ? 'allowed[pair] = open;' : ''}
          facts[factsAt(row) + candidate] = open + 2.0 * same;
          ${
            // As the composed losses: 0, with gradient 0, where two embeddings coincide.
            measure === 'distance'
              ? 'facts[distanceAt(row, candidate)] = select(0.0, sqrt(squared), squared > 1e-14);'
              : ''
          }
          for (var positive = 0u; positive < sizes().positives; positive++) {
            let at = (row * sizes().positives + positive) * sizes().rows + candidate;
            if (positiveTable[at] > 0.5) { positiveOf[positive] = candidate; }
          }
        }
        workgroupBarrier();
        if (local < sizes().positives) {
          facts[positiveAt(row, local)] = f32(positiveOf[local]);
          let exists = valid[row * sizes().positives + local];
          ${hardestPositive ? hardest : 'facts[validAt(row, local)] = exists;'}
        }
      }`,
  };
}

/** A positive is used if it exists and none that exists is less similar, or as similar but earlier. */
const hardest = /* wgsl */ `
  var hardest = exists;
  let mine = cosines[positiveOf[local]];
  for (var other = 0u; other < sizes().positives; other++) {
    let cosine = cosines[positiveOf[other]];
    if (valid[row * sizes().positives + other] > 0.5
        && (cosine < mine || (cosine == mine && other < local))) {
      hardest = 0.0;
    }
  }
  used[row * sizes().positives + local] = hardest;
  facts[validAt(row, local)] = hardest;`;
