import { factsLayout, MOST } from './facts';
import { forChosen, type LossCode } from './losses';
import type { Program } from './program';
import type { SelectionCode } from './selections';

/** What is added up over a batch, in this order at the end of each row's results. */
const SUMS = [
  'SUM',
  'COUNT',
  'POSITIVE_SUM',
  'POSITIVE_COUNT',
  'CHOSEN',
  'ACTIVE',
  'HARDNESS',
  'FALSE',
] as const;

/** Numbers of a row of results: its slopes by candidate and by positive, and its sums. */
export const resultsWidth = (rows: number, positives: number): number =>
  rows + positives + SUMS.length;

/** WGSL for every shader that reads results. */
export const resultsLayout: string = /* wgsl */ `
  ${SUMS.map((name, at) => `const ${name} = ${at}u;`).join(' ')}
  const SUMS = ${SUMS.length}u;
  fn resultsAt(row: u32) -> u32 { return row * (sizes().rows + sizes().positives + SUMS); }
  fn positiveSlopeAt(row: u32, positive: u32) -> u32 {
    return resultsAt(row) + sizes().rows + positive;
  }
  fn sumsAt(row: u32) -> u32 { return resultsAt(row) + sizes().rows + sizes().positives; }`;

/** Folds one number of each thread, `a` with `b`, into one that all threads get: by eights, twice. */
const folded = (name: string, fold: string): string => /* wgsl */ `
  fn ${name}(local: u32, value: f32) -> f32 {
    workgroupBarrier();
    byThread[local] = value;
    workgroupBarrier();
    if (local < 8u) {
      var a = byThread[local];
      for (var eighth = 1u; eighth < 8u; eighth++) {
        let b = byThread[local + 8u * eighth];
        a = ${fold};
      }
      byEights[local] = a;
    }
    workgroupBarrier();
    var a = byEights[0];
    for (var eighth = 1u; eighth < 8u; eighth++) {
      let b = byEights[eighth];
      a = ${fold};
    }
    return a;
  }`;

/** WGSL: `sumOf` over the threads of a workgroup. */
export const sumOfThreads: string = /* wgsl */ `
  var<workgroup> byThread: array<f32, THREADS>;
  var<workgroup> byEights: array<f32, 8>;
  ${folded('sumOf', 'a + b')}`;

/**
 * Selection and loss of an anchor with each of its positives: the weights of its negatives, its
 * part of the gradient, and its sums. An embedding that is no number makes its sum no number: a
 * comparison would swallow it.
 */
export function rowsProgram(selection: SelectionCode, loss: LossCode, room: number): Program {
  const { measure } = loss;
  return {
    name: `PairHeadRows ${selection.name}, ${loss.name}, ${room}`,
    inputs: [
      'similarity',
      'facts',
      ...selection.knobs,
      ...(selection.draws ? ['draws'] : []),
      ...loss.knobs,
    ],
    outputs: ['weights', 'results'],
    code: /* wgsl */ `
      ${factsLayout(measure)}
      ${resultsLayout}
      ${sumOfThreads}
      ${folded('largestOf', 'max(a, b)')}
      alias ByCandidate = array<f32, ${room}>;
      var<workgroup> similar: ByCandidate;
      var<workgroup> measured: ByCandidate;
      var<workgroup> open: ByCandidate;
      var<workgroup> chosen: ByCandidate;
      var<workgroup> slope: ByCandidate;
      /** Rank among those allowed: 0 is the most, or the least, similar. */
      var<workgroup> fromMost: ByCandidate;
      ${selection.fromLeast ? 'var<workgroup> fromLeast: ByCandidate;' : ''}
      /** Allowed candidates that are no less similar than each positive, and all of them. */
      var<workgroup> notBelow: array<f32, ${MOST.positives}>;
      var<workgroup> allowedCount: f32;
      var<workgroup> positiveSlope: array<f32, ${MOST.positives}>;
      var<private> sums: array<f32, SUMS>;

      ${selection.code}
      ${loss.code}
      ${load(measure === 'distance' ? 'facts[distanceAt(row, candidate)]' : 'similar[candidate]')}
      ${rank(selection.fromLeast)}
      ${choose}

      fn compute(local: u32, row: u32) {
        load(local, row);
        workgroupBarrier();
        rank(local, row);
        workgroupBarrier();
        for (var positive = 0u; positive < sizes().positives; positive++) {
          let near = measured[u32(facts[positiveAt(row, positive)])];
          let valid = facts[validAt(row, positive)];
          choose(local, row, positive, near, valid);
          addRow(local, positive, near, valid);
        }
        for (var candidate = local; candidate < sizes().rows; candidate += THREADS) {
          results[resultsAt(row) + candidate] = slope[candidate];
        }
        for (var i = 0u; i < SUMS; i++) {
          let total = sumOf(local, sums[i]);
          if (local == 0u) { results[sumsAt(row) + i] = total; }
        }
        if (local < sizes().positives) {
          results[positiveSlopeAt(row, local)] = positiveSlope[local];
        }
      }`,
  };
}

const load = (measured: string): string => /* wgsl */ `
  fn load(local: u32, row: u32) {
    for (var candidate = local; candidate < sizes().rows; candidate += THREADS) {
      let cosine = similarity[row * sizes().rows + candidate];
      similar[candidate] = cosine;
      measured[candidate] = ${measured};
      let fact = facts[factsAt(row) + candidate];
      open[candidate] = select(fact, fact - 2.0, fact > 1.5);
      slope[candidate] = 0.0;
      if ((bitcast<u32>(cosine) & 0x7f800000u) == 0x7f800000u) { sums[SUM] = uniforms.nan; }
    }
  }`;

const rank = (fromLeast: boolean): string => /* wgsl */ `
  fn rank(local: u32, row: u32) {
    let rows = sizes().rows;
    for (var candidate = local; candidate < rows; candidate += THREADS) {
      let mine = similar[candidate];
      var before = 0.0;
      ${fromLeast ? 'var after = 0.0;' : ''}
      for (var other = 0u; other < rows; other++) {
        let theirs = similar[other];
        let isTied = theirs == mine && other < candidate;
        before += select(0.0, open[other], theirs > mine || isTied);
        ${fromLeast ? 'after += select(0.0, open[other], theirs < mine || isTied);' : ''}
      }
      fromMost[candidate] = before;
      ${fromLeast ? 'fromLeast[candidate] = after;' : ''}
    }
    if (local < sizes().positives) {
      let near = similar[u32(facts[positiveAt(row, local)])];
      var all = 0.0;
      var beyond = 0.0;
      for (var other = 0u; other < rows; other++) {
        all += open[other];
        beyond += select(open[other], 0.0, similar[other] < near);
      }
      notBelow[local] = beyond;
      if (local == 0u) { allowedCount = all; }
    }
  }`;

const choose = /* wgsl */ `
  fn choose(local: u32, row: u32, positive: u32, near: f32, valid: f32) {
    let start = (row * sizes().positives + positive) * sizes().rows;
    for (var candidate = local; candidate < sizes().rows; candidate += THREADS) {
      let acts = valid > 0.5 && open[candidate] > 0.5 && isKept(row, candidate, positive);
      chosen[candidate] = select(0.0, 1.0, acts);
      weights[start + candidate] = chosen[candidate];
    }
    ${forChosen(`
      sums[CHOSEN] += 1.0;
      sums[ACTIVE] += select(0.0, 1.0, isActive(candidate, near));
      sums[HARDNESS] += 1.0 - fromMost[candidate] / max(allowedCount - 1.0, 1.0);
      sums[FALSE] += select(0.0, 1.0, facts[factsAt(row) + candidate] > 1.5);`)}
  }`;
