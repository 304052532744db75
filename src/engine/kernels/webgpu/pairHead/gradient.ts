import { factsLayout, type Measure } from './facts';
import type { Program } from './program';
import { resultsLayout } from './rows';

/**
 * The gradient of the loss by the embeddings. Anchors and candidates are the same rows, so each
 * row is pulled by its own slopes and by those of all others towards it.
 */
export const gradientProgram = (measure: Measure, room: number): Program => ({
  name: `PairHeadGradient ${measure} ${room}`,
  inputs: ['embeddings', 'facts', 'results', 'scales', 'upstream'],
  outputs: ['gradient'],
  code: /* wgsl */ `
    ${factsLayout(measure)}
    ${resultsLayout}
    var<workgroup> pulls: array<f32, ${room}>;
    var<workgroup> parts: array<f32, THREADS>;

    /** The slope of the loss by what it measures between two rows, as one anchor sees it. */
    fn slopeOf(anchor: u32, candidate: u32) -> f32 {
      var slope = results[resultsAt(anchor) + candidate] * scales[0];
      for (var positive = 0u; positive < sizes().positives; positive++) {
        if (u32(facts[positiveAt(anchor, positive)]) == candidate) {
          slope += results[positiveSlopeAt(anchor, positive)] * scales[1];
        }
      }
      return slope;
    }

    fn compute(local: u32, row: u32) {
      for (var other = local; other < sizes().rows; other += THREADS) {
        let slope = slopeOf(row, other) + slopeOf(other, row);
        pulls[other] = ${steepness[measure]};
      }
      workgroupBarrier();
      // Threads left over by one pass over the axes share the rows among themselves.
      let width = sizes().dimensions;
      let slices = THREADS / width;
      let slice = local / width;
      let axis = local % width;
      var part = 0.0;
      if (slice < slices) {
        for (var other = slice; other < sizes().rows; other += slices) {
          part += pulls[other] * ${direction[measure]};
        }
      }
      parts[local] = part;
      workgroupBarrier();
      if (local < width) {
        var total = 0.0;
        for (var i = 0u; i < slices; i++) { total += parts[i * width + local]; }
        gradient[row * width + local] = total * upstream[0];
      }
    }`,
});

/** d cos / d z is the other row; d distance / d z is the difference over the distance. */
const direction: Record<Measure, string> = {
  similarity: 'embeddings[other * width + axis]',
  distance: '(embeddings[row * width + axis] - embeddings[other * width + axis])',
};

const steepness: Record<Measure, string> = {
  similarity: 'slope',
  distance:
    'select(0.0, slope / facts[distanceAt(row, other)], facts[distanceAt(row, other)] > 0.0)',
};
