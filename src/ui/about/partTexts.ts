import type { Part } from '../../parts/part';
import type { KindId } from '../../recipe/kinds';

/** What only the panel about a part shows of it: formula, advice and paper. It loads with the panel. */
export type PartTexts = Pick<Part, 'formula' | 'advice' | 'paper'>;

const FOLDERS: Readonly<Record<KindId, string>> = {
  data: 'datasets',
  positives: 'positives',
  encoder: 'encoders',
  source: 'sources',
  selection: 'selections',
  guard: 'guards',
  loss: 'losses',
  optimizer: 'optimizers',
  schedule: 'schedules',
};

const texts = Object.entries(
  import.meta.glob<PartTexts>(['../../parts/**/*.ts', '!../../parts/**/*.{test,testing}.ts'], {
    query: '?texts',
    import: 'default',
    eager: true,
  }),
);

/** The texts of a part; those it does not have are missing. */
export function textsOf(kind: KindId, id: string): PartTexts {
  const [, found = {}] =
    texts.find(
      ([path]) => path.includes(`/parts/${FOLDERS[kind]}/`) && path.endsWith(`/${id}.ts`),
    ) ?? [];
  return found;
}
