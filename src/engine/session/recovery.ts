import { Lanes } from '../lanes/lanes';
import { teach } from '../lanes/teach';
import { type Context, messageOf } from './context';
import { hintFor } from './hints';
import type { Training } from './training';

/** When a computation fails, the loss of the device that caused it may be reported this much later. */
const LOSS_TOLD_WITHIN_MS = 500;

/**
 * After an error that no command answers for. If the device was lost: another backend, the same data,
 * and every lane goes on from its last saved state. Otherwise the run has failed.
 */
export async function recover(context: Context, training: Training, error: unknown) {
  const { lanes, backend } = context;
  const { isOn } = training;
  training.isOn = false;
  const fail = (message: string) =>
    context.report({ type: 'failed', message, hint: hintFor(backend.name) });
  if (!backend.lost) await context.somethingHappens(LOSS_TOLD_WITHIN_MS);
  const { lost } = backend;
  if (!lost || !lanes) return fail(`Training broke: ${messageOf(error)}`);
  const experiment = lanes.all.map(({ id, recipe }) => ({ id, recipe }));
  const startOf = new Map(lanes.all.map(({ id, start }) => [id, start]));
  const saved = training.checkpoints.of(lanes.all);
  training.checkpoints.forget();
  try {
    context.lanes = null;
    lanes.dispose();
    const { name, adapter } = await backend.replace();
    const replaced = new Lanes(lanes.data, startOf);
    context.lanes = replaced;
    replaced.set(experiment);
    await teach(replaced, () => {});
    replaced.restore(saved);
    training.steps = await replaced.capture();
    training.isOn = isOn;
    const message = `The device was lost (${lost}). Training goes on from step ${replaced.step} with ${name} on ${adapter}.`;
    context.report({ type: 'notice', message });
    await training.show(replaced, true);
  } catch (second) {
    fail(`The device was lost (${lost}) and no other could be had: ${messageOf(second)}`);
  }
}
