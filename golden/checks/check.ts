import { tf } from '../../src/engine/tf';
import { type Comparison, compare, offers } from './compare';
import { type GoldenCase, parseGolden } from './format';
import { type Adapter, adapters, notFollowed } from './table';

/** A key of a case that was compared. */
export interface Deviation extends Comparison {
  readonly case: string;
}

/** What became of one golden file. */
export interface FileResult {
  readonly file: string;
  readonly outcome: 'passed' | 'failed' | 'not offered yet' | 'not followed';
  /** Why a file is not followed. */
  readonly reason?: string;
  readonly cases: number;
  readonly compared: number;
  /** The key nearest to its tolerance. */
  readonly worst?: Deviation;
  /** One line for each thing that is wrong. */
  readonly failures: readonly string[];
}

const agrees = ({ error, tolerance }: Comparison): boolean => error <= tolerance;

/** Share of the tolerance that is used up. */
export const shareOf = ({ error, tolerance }: Comparison): number =>
  error === 0 ? 0 : error / tolerance;

/**
 * Holds our parts against one golden file, on the backend that is open. `file` names the adapter,
 * else the name inside it does; `read` gives its text and may throw. Never throws itself.
 */
export async function checkFile(file: string, read: () => string): Promise<FileResult> {
  const result = { file, cases: 0, compared: 0, failures: [] };
  try {
    const { name, cases } = parseGolden(read());
    const plain = file.replace(/\.json$/, '');
    const reason = notFollowed[plain] ?? notFollowed[name];
    if (reason) return { ...result, outcome: 'not followed', reason };
    const adapter = adapters[plain] ?? adapters[name];
    if (!adapter) return { ...result, outcome: 'not offered yet' };
    return await checkCases(file, cases, adapter);
  } catch (error) {
    const failures = [`can't be read: ${(error as Error).message}`];
    return { ...result, outcome: 'failed', failures };
  }
}

async function checkCases(
  file: string,
  cases: readonly GoldenCase[],
  adapter: Adapter,
): Promise<FileResult> {
  const failures: string[] = [];
  const deviations: Deviation[] = [];
  // A case that shows a fault of the reference is not an example to follow.
  const followed = cases.filter(
    ({ name, expected }) => !name.includes('REFERENCE_BUG') && !('error' in expected),
  );
  for (const one of followed) {
    tf.engine().startScope();
    try {
      const answers = (await adapter(one)).filter(
        ({ key }) => !key.includes('DO_NOT_FOLLOW') && offers(one, key),
      );
      if (answers.length === 0) failures.push(`case ${one.name}: nothing in it could be compared`);
      const found = answers.flatMap((answer) => compare(one, answer) ?? []);
      deviations.push(...found.map((comparison) => ({ ...comparison, case: one.name })));
    } catch (error) {
      failures.push(`case ${one.name}: ${(error as Error).message}`);
    } finally {
      tf.engine().endScope();
    }
  }
  failures.push(
    ...deviations
      .filter((one) => !agrees(one))
      .map(
        ({ case: name, key, got, expected, error, tolerance }) =>
          `case ${name}, ${key}: got ${got}, expected ${expected}, error ${error.toPrecision(3)} against tolerance ${tolerance}`,
      ),
  );
  const worst = deviations.reduce<Deviation | undefined>(
    (most, one) => (most && shareOf(most) >= shareOf(one) ? most : one),
    undefined,
  );
  return {
    file,
    outcome: failures.length > 0 ? 'failed' : 'passed',
    cases: followed.length,
    compared: deviations.length,
    ...(worst && { worst }),
    failures,
  };
}
