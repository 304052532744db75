import type { Data, Items } from '../../parts/data';
import { randomStream } from '../../parts/random';
import { readLink } from '../../recipe/link';
import { numbered } from '../../recipe/recipe';
import { Lanes } from '../lanes/lanes';
import { compileAhead } from './compile';

/** A small CNN that meets every kind of kernel: convolutions both ways, a loss, Adam. */
const LINK =
  'classes=3&samples=3&filters=4&embedding=3&loss=ntXent&selection=hardest&k=2&learningRate=0.01';

/** Losses of its steps, from the CPU engine. */
export const EXPECTED = [1.195726, 1.101454, 1.098003];

/** How far a loss may be off; a driver that computes wrongly is off by far more. */
const TOLERANCE = 2e-3;

/** Nine noise images of three classes, 9 x 9 pixels. */
function data(): Data {
  const random = randomStream(11);
  const count = 9;
  const items = (): Items => ({
    count,
    values: Float32Array.from({ length: count * 81 }, () => random.uniform(-1, 1)),
    labels: Int32Array.from({ length: count }, (_, i) => Math.floor(i / 3)),
  });
  return {
    shape: [9, 9, 1],
    range: [-1, 1],
    train: items(),
    heldOut: items(),
    classNames: ['a', 'b', 'c'],
    groups: [0, 1, 2],
  };
}

/** Losses of the first steps on the backend in use. */
export async function selfTestLosses(): Promise<number[]> {
  const lanes = new Lanes(data());
  try {
    lanes.set(numbered(readLink(LINK).recipes));
    await compileAhead(lanes, () => {});
    for (let i = 0; i < EXPECTED.length; i++) lanes.trainStep();
    const [lane] = lanes.all;
    const measured = lane ? await lanes.readMeasured(lane) : [];
    return measured.map(({ values }) => values.loss);
  } finally {
    lanes.dispose();
  }
}

/**
 * Trains three steps and compares their losses with stored ones, so that a driver that computes
 * wrongly is found before a visitor believes it. @throws Error in words if they differ
 */
export async function selfTest(): Promise<void> {
  const losses = await selfTestLosses();
  const isRight = EXPECTED.every(
    (loss, i) => Math.abs((losses[i] ?? Number.NaN) - loss) < TOLERANCE,
  );
  if (!isRight)
    throw new Error(
      `its arithmetic is wrong (losses ${losses.map((loss) => loss.toFixed(4)).join(', ')} instead of ${EXPECTED.map((loss) => loss.toFixed(4)).join(', ')})`,
    );
}
