import { createStore } from 'zustand/vanilla';
import type { DataShown } from '../protocol/dataShown';
import type { Device } from '../protocol/device';
import type { Frame, LaneFrame } from '../protocol/frame';
import {
  type HeldOutMeasure,
  heldOutMeasures,
  type StepMeasure,
  stepMeasures,
} from '../protocol/measures';
import type { Report } from '../protocol/messages';
import type { Picture } from '../protocol/picture';

/**
 * A measure over the steps of a lane. The arrays grow in place, so read them anew on every report.
 */
export interface Series {
  readonly steps: number[];
  readonly values: number[];
}

/** What has been measured of one lane since it last started. */
export interface LaneRun {
  readonly id: number;
  readonly start: number;
  readonly step: number;
  readonly series: Readonly<Record<StepMeasure | HeldOutMeasure, Series>>;
  /** The newest picture; null before the first. */
  readonly picture: Picture | null;
}

/**
 * 'starting': backend and data are being fetched. 'idle': ready, not training. 'stopped': training
 * ended by itself; the last picture stays. 'failed': nothing can be trained.
 */
export type Status = 'starting' | 'idle' | 'training' | 'stopped' | 'failed';

export interface Trouble {
  readonly message: string;
  readonly hint: string;
}

export interface RunState {
  readonly status: Status;
  /** What is being done while starting, and how far it is. */
  readonly starting: { readonly doing: string; readonly done: number; readonly of: number };
  readonly device: Device | null;
  readonly data: DataShown | null;
  readonly step: number;
  readonly stepsPerSecond: number;
  /** How steps run; null before the first frame. */
  readonly steps: Frame['steps'] | null;
  readonly lanes: ReadonlyMap<number, LaneRun>;
  /**
   * The lane that is searching all items before its next step, and how far it is; null if none is.
   */
  readonly searching: Frame['searching'];
  readonly trouble: Trouble | null;
  /** The newest message that did not stop training. */
  readonly notice: string | null;
}

const untouched: RunState = {
  status: 'starting',
  starting: { doing: 'Fetching the training engine', done: 0, of: 1 },
  device: null,
  data: null,
  step: 0,
  stepsPerSecond: 0,
  steps: null,
  lanes: new Map(),
  searching: null,
  trouble: null,
  notice: null,
};

export const runStore = createStore<RunState>(() => untouched);

/** Forgets the last run but for its data and device, which stay on show until replaced. */
export const beginRun = () =>
  runStore.setState(({ device, data }) => ({ ...untouched, device, data }));

export const showNotice = (notice: string | null) => runStore.setState({ notice });

/** Updates the state from a report of the worker. */
export function takeReport(report: Report) {
  switch (report.type) {
    case 'starting':
      runStore.setState({ status: 'starting', starting: report });
      break;
    case 'ready':
      runStore.setState({
        status: 'idle',
        device: report.device,
        data: report.data,
        // Everything measured so far was measured on other items.
        lanes: new Map(),
        step: 0,
        trouble: null,
      });
      break;
    case 'frame':
      takeFrame(report.frame);
      break;
    case 'notice':
      showNotice(report.message);
      break;
    case 'stopped':
    case 'failed':
      runStore.setState({
        status: report.type,
        stepsPerSecond: 0,
        trouble: { message: report.message, hint: report.hint },
      });
      break;
    case 'done':
    case 'superseded':
    case 'evaluation':
    case 'embeddings':
    case 'answer':
      break;
    default:
      report satisfies never;
  }
}

function takeFrame(frame: Frame) {
  runStore.setState(({ lanes, status, trouble }) => ({
    step: frame.step,
    stepsPerSecond: frame.stepsPerSecond,
    steps: frame.steps,
    searching: frame.searching,
    status: frame.training ? 'training' : status === 'stopped' && trouble ? 'stopped' : 'idle',
    trouble: frame.training ? null : trouble,
    lanes: new Map(frame.lanes.map((lane) => [lane.id, laneAfter(lanes.get(lane.id), lane)])),
  }));
}

const noSeries = () =>
  Object.fromEntries(
    [...stepMeasures, ...heldOutMeasures].map((name) => [name, { steps: [], values: [] }]),
  ) as unknown as LaneRun['series'];

/** The lane after one more frame. If it has started anew, its earlier measurements are dropped. */
function laneAfter(before: LaneRun | undefined, frame: LaneFrame): LaneRun {
  const goesOn = before !== undefined && before.start === frame.start;
  const series = goesOn ? before.series : noSeries();
  // A lane that went back to a kept state measures those steps again.
  for (const name of stepMeasures) forgetFrom(series[name], frame.trace.steps[0] ?? frame.step + 1);
  for (const name of heldOutMeasures) forgetFrom(series[name], frame.step + 1);
  for (const name of stepMeasures) {
    series[name].steps.push(...frame.trace.steps);
    series[name].values.push(...frame.trace.measures[name]);
  }
  const { picture } = frame;
  if (picture)
    for (const name of heldOutMeasures) {
      forgetFrom(series[name], picture.step);
      series[name].steps.push(picture.step);
      series[name].values.push(picture.measures[name]);
    }
  return {
    id: frame.id,
    start: frame.start,
    step: frame.step,
    series: { ...series },
    picture: picture ?? (goesOn ? before.picture : null),
  };
}

/** Drops what was measured at this step and after. */
function forgetFrom({ steps, values }: Series, step: number) {
  let length = steps.length;
  while (length > 0 && (steps[length - 1] as number) >= step) length--;
  steps.length = length;
  values.length = length;
}
