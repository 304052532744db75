/**
 * Which allowed candidates act, in WGSL: one function that is asked for each candidate in turn.
 * Where ranks are equal the lower index goes first, as in `rowRank`.
 */
export interface SelectionCode {
  readonly name: string;
  /** Live knobs, bound as inputs of one number each. */
  readonly knobs: readonly string[];
  /** Whether it reads fresh uniform numbers, [N, Q, C], bound as `draws`. */
  readonly draws: boolean;
  /** Whether it reads `fromLeast`; `fromMost` is there for all. */
  readonly fromLeast: boolean;
  /** `fn isKept(row, candidate, positive) -> bool`, of a candidate that is allowed. */
  readonly code: string;
}

const kept = (body: string): string => /* wgsl */ `
  fn isKept(row: u32, candidate: u32, positive: u32) -> bool { ${body} }`;

export const all: SelectionCode = {
  name: 'all',
  knobs: [],
  draws: false,
  fromLeast: false,
  code: kept('return true;'),
};

export const hardest: SelectionCode = {
  name: 'hardest',
  knobs: ['k'],
  draws: false,
  fromLeast: false,
  code: kept('return k[0] > fromMost[candidate];'),
};

export const easiest: SelectionCode = {
  name: 'easiest',
  knobs: ['k'],
  draws: false,
  fromLeast: true,
  code: kept('return k[0] > fromLeast[candidate];'),
};

/** Those below the positive follow one another in rank, so a row needs no ranking of its own. */
export const semiHard: SelectionCode = {
  name: 'semiHard',
  knobs: ['k'],
  draws: false,
  fromLeast: true,
  code: kept(`
    let beyond = notBelow[positive];
    if (beyond == allowedCount) { return k[0] > fromLeast[candidate]; }
    return fromMost[candidate] >= beyond && k[0] > fromMost[candidate] - beyond;`),
};

export const random: SelectionCode = {
  name: 'random',
  knobs: ['k'],
  draws: true,
  fromLeast: false,
  code: kept(`
    let start = (row * sizes().positives + positive) * sizes().rows;
    let mine = draws[start + candidate];
    var before = 0.0;
    for (var other = 0u; other < sizes().rows; other++) {
      let draw = draws[start + other];
      if (open[other] > 0.5 && (draw > mine || (draw == mine && other < candidate))) {
        before += 1.0;
      }
    }
    return k[0] > before;`),
};
