import type { Recipe } from '../recipe/recipe';
import { teacherOf } from '../recipe/teacher';
import { anotherTask } from './anotherTask';
import { tf } from './backends/tf';
import { Group } from './group';
import { Lane, type Lesson } from './lane';
import type { Lanes } from './lanes';

/** Steps of a teacher between two looks at what has come meanwhile. */
const STEPS_A_TASK = 10;

/**
 * Trains the teachers of lanes that have one and were not taught yet; other tasks have their turn.
 * False: one was given up, because `isWanted` says of all its lanes that they will not go on.
 */
export async function teach(
  lanes: Lanes,
  onProgress: (done: number, of: number) => void,
  isWanted: (lane: Lane) => boolean = () => true,
): Promise<boolean> {
  for (const { recipe, pupils, lessons } of classesOf(lanes)) {
    const last = Math.max(...lessons.map(({ after }) => after));
    const teacher = new Lane({ id: 0, recipe }, lanes.data, 0);
    const group = new Group(lanes.train);
    group.lanes.add(teacher);
    try {
      for (let step = 0; step <= last; step++) {
        for (const { after, learn } of lessons) if (after === step) await learn(teacher, lanes);
        if (step === last) break;
        group.feed.advance(teacher.seed, step);
        const batch = group.makeBatch();
        teacher.train(batch);
        tf.dispose([batch.items, batch.sameClass]);
        if (step % STEPS_A_TASK !== 0) continue;
        await teacher.readMeasured();
        onProgress(step, last);
        await anotherTask();
        if (!pupils.some(isWanted)) return false;
      }
    } finally {
      group.feed.dispose();
      teacher.dispose();
    }
  }
  return true;
}

/** Teachers that are wanted, each with its lanes and all lessons it can give: lanes may share one. */
function classesOf(lanes: Lanes) {
  const classes = new Map<string, { recipe: Recipe; pupils: Lane[]; lessons: Lesson[] }>();
  for (const lane of lanes.all) {
    const { lessons } = lane;
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
