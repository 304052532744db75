import { constant } from './constant';
import type { Schedule } from './schedule';
import { warmUpCosine } from './warmUpCosine';

/** Every schedule offered. Add a file, then one line here. */
export const schedules = { constant, warmUpCosine } satisfies Record<string, Schedule>;

export type ScheduleId = keyof typeof schedules;
