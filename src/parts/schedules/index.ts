import { constant } from './constant';
import type { Schedule } from './schedule';
import { warmUpCosine } from './warmUpCosine';

/** Every schedule offered. Add a file, then one line here. */
export const schedules = { constant, warmUpCosine } satisfies Record<
  string,
  // biome-ignore lint/suspicious/noExplicitAny: each schedule has its own knob names
  Schedule<any>
>;

export type ScheduleId = keyof typeof schedules;
