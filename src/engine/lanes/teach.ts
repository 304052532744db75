import { anotherTask } from '../../protocol/anotherTask';
import type { Recipe } from '../../recipe/recipe';
import { teacherOf } from '../../recipe/teacher';
import { tf } from '../tf';
import { Group } from './group';
import { Lane } from './lane';
import type { Lanes } from './lanes';
import type { Lesson } from './lessons';
import { Backlog, LONG_MS } from './turns';

/** Steps of a teacher between two turns for other tasks. */
const STEPS_A_TASK = 10;

/** What is being done, in words. */
type OnProgress = (done: number, of: number, doing: string) => void;

/**
 * Trains the teachers of lanes that have one and were not taught yet; other tasks have turns in between.
 * Returns false if a teacher was given up because `isWanted` is false for all of its lanes.
 */
export async function teach(
  lanes: Lanes,
  onProgress: OnProgress,
  isWanted: (lane: Lane) => boolean = () => true,
): Promise<boolean> {
  for (const { recipe, pupils, lessons } of classesOf(lanes)) {
    const goesOn = () => pupils.some(isWanted);
    const hold = (lesson: Lesson, teacher: Lane) =>
      isHeld(lesson, teacher, lanes, onProgress, goesOn);
    const last = Math.max(...lessons.map(({ after }) => after));
    const teacher = new Lane({ id: 0, recipe }, lanes.data, 0);
    const group = new Group(lanes.train);
    group.lanes.add(teacher);
    try {
      for (let step = 0; step <= last; step++) {
        for (const lesson of lessons)
          if (lesson.after === step && !(await hold(lesson, teacher))) return false;
        if (step === last) break;
        group.feed.advance(teacher.seed, step);
        const batch = group.makeBatch();
        teacher.train(batch);
        tf.dispose([batch.items, batch.sameClass]);
        if (step % STEPS_A_TASK !== 0) continue;
        await teacher.readMeasured();
        onProgress(step, last, 'Training a teacher');
        await anotherTask();
        if (!goesOn()) return false;
      }
    } finally {
      group.feed.dispose();
      teacher.dispose();
    }
  }
  return true;
}

/** Gives a lesson; other tasks have their turn between its pieces. False: it was given up. */
async function isHeld(
  { learn, keep }: Lesson,
  teacher: Lane,
  lanes: Lanes,
  onProgress: OnProgress,
  goesOn: () => boolean,
): Promise<boolean> {
  const started = performance.now();
  const backlog = new Backlog();
  const work = learn(teacher, lanes);
  for (;;) {
    const piece = work.next();
    if (piece.done) {
      await keep(piece.value);
      return true;
    }
    await backlog.shortened();
    if (performance.now() - started > LONG_MS) onProgress(piece.value, 1, 'Asking the teacher');
    await anotherTask();
    if (!goesOn()) {
      work.return([]);
      return false;
    }
  }
}

/** Teachers that are wanted, each with its lanes and all lessons it can give: lanes may share one. */
function classesOf(lanes: Lanes) {
  const classes = new Map<string, { recipe: Recipe; pupils: Lane[]; lessons: Lesson[] }>();
  for (const lane of lanes.all) {
    const lessons = lane.lessons.due;
    if (lessons.length === 0) continue;
    const recipe = teacherOf(lane.recipe);
    const key = JSON.stringify(recipe);
    const known = classes.get(key) ?? { recipe, pupils: [], lessons: [] };
    known.pupils.push(lane);
    known.lessons.push(...lessons);
    classes.set(key, known);
  }
  return [...classes.values()];
}
