import type { HeldOutMeasure, StepMeasure } from '../protocol/measures';
import { heldOutMeasures, stepMeasures } from '../protocol/measures';
import type { LaneRun, RunState } from '../state/run';
import type { Json, ScriptHistory, ScriptReport } from './pushpull';

const orNull = (value: number | null | undefined): number | null =>
  value === undefined || value === null || !Number.isFinite(value) ? null : value;

const entries = <N extends string, T>(names: readonly N[], of: (name: N) => T) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<N, T>;

/** Figures and words of a value as plain JSON: no number as null, typed arrays (of items) left out. */
function figures(value: unknown): Json {
  if (typeof value === 'number') return orNull(value);
  if (Array.isArray(value)) return value.map(figures);
  if (typeof value !== 'object' || value === null) return value as Json;
  const kept = Object.entries(value).filter(([, one]) => !ArrayBuffer.isView(one));
  return Object.fromEntries(kept.map(([name, one]) => [name, figures(one)]));
}

/** The latest measurements of a lane; undefined: it was not measured yet. */
export function reportOf(lane: LaneRun | undefined, run: RunState): ScriptReport {
  const { device, stepsPerSecond, steps } = run;
  const picture = lane?.picture ?? null;
  const { spectrum: seen = null, push = null } = picture ?? {};
  return {
    ...entries<HeldOutMeasure, number | null>(heldOutMeasures, (name) =>
      orNull(picture?.measures[name]),
    ),
    ...entries<StepMeasure, number | null>(stepMeasures, (name) =>
      orNull(lane?.series[name].values.at(-1)),
    ),
    step: lane?.step ?? 0,
    comparisons: orNull(picture?.comparisons),
    miningMs: orNull(picture?.miningMs),
    removed: orNull(picture?.removed),
    varianceShown: orNull(picture?.map.varianceShown),
    meanAge: orNull(picture?.ages?.mean),
    oldestAge: orNull(picture?.ages?.oldest),
    weightCount: orNull(picture?.weightCount),
    batch: picture?.batch ?? null,
    dials: Object.fromEntries(
      (picture?.dials ?? []).map(({ label, value }) => [label, orNull(value)]),
    ),
    learned: figures(picture?.learned ?? null),
    push: push && { positive: orNull(push.positive), push: Array.from(push.push, orNull) },
    histogram: seen && {
      axis: seen.axis,
      low: seen.low,
      high: seen.high,
      positives: [...seen.positives],
      candidates: [...seen.candidates],
      chosen: [...seen.chosen],
      chosenFalse: [...seen.chosenFalse],
    },
    backend: device?.backend ?? null,
    adapter: device?.adapter ?? null,
    stepsPerSecond,
    replay: steps,
  };
}

/** All that was measured of a lane since it last started. */
export const historyOf = (lane: LaneRun | undefined): ScriptHistory =>
  entries([...stepMeasures, ...heldOutMeasures], (name) => {
    const { steps = [], values = [] } = lane?.series[name] ?? {};
    return { steps: [...steps], values: values.map(orNull) };
  });
