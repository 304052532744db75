import { type GuardId, guards } from '../../../../parts/guards';
import { type LossId, losses } from '../../../../parts/losses';
import { type SelectionId, selections } from '../../../../parts/selections';
import { type SourceId, sources } from '../../../../parts/sources';
import { contrastive, type LossCode, softmax, triplet } from './losses';
import { all, easiest, hardest, random, type SelectionCode, semiHard } from './selections';

type Choices = Readonly<Record<string, unknown>>;

/**
 * Which parts have shaders. Parts know nothing of this: what is not listed here is composed of its
 * own TensorFlow.js ops. Listed sources give no candidates besides the batch, and listed selections
 * weights of 0 and 1 only. Choices of a loss are compiled into its shader; its live knobs are read
 * from their buffers.
 */
const SHADERS = {
  sources: { inBatch: true },
  /** Whether candidates of the anchor's own class are removed. */
  guards: { none: false, oracle: true },
  selections: { all, random, hardest, easiest, semiHard },
  losses: { ntXent: () => softmax, infoNce: () => softmax, triplet, contrastive },
} satisfies {
  sources: Partial<Record<SourceId, true>>;
  guards: Partial<Record<GuardId, boolean>>;
  selections: Partial<Record<SelectionId, SelectionCode>>;
  losses: Partial<Record<LossId, (choices: Choices) => LossCode>>;
};

const REGISTRIES = { sources, guards, selections, losses };

/** The entry of a part among those of its kind; undefined if it has none. */
const entryOf = <Kind extends keyof typeof SHADERS>(kind: Kind, part: unknown) => {
  const registry: Readonly<Record<string, unknown>> = REGISTRIES[kind];
  const found = Object.keys(SHADERS[kind]).find((id) => registry[id] === part);
  type Table = (typeof SHADERS)[Kind];
  return found === undefined ? undefined : SHADERS[kind][found as keyof Table];
};

/** How the parts of a head appear in its shaders. */
export interface HeadCode {
  readonly selection: SelectionCode;
  readonly loss: LossCode;
  /** Whether candidates of the anchor's own class are removed. */
  readonly removesOwnClass: boolean;
}

/** Parts of a head, and the choices that their knobs make. */
type HeadParts = Readonly<Record<'source' | 'guard' | 'selection' | 'loss', unknown>> & {
  readonly fixed: Choices;
};

/** The shader code of the parts of a head; null if one of them has none. */
export function codeOf({ source, guard, selection, loss, fixed }: HeadParts): HeadCode | null {
  const inBatch = entryOf('sources', source);
  const removesOwnClass = entryOf('guards', guard);
  const selectionCode = entryOf('selections', selection);
  const lossCode = entryOf('losses', loss);
  if (!inBatch || removesOwnClass === undefined || !selectionCode || !lossCode) return null;
  return { selection: selectionCode, loss: lossCode(fixed), removesOwnClass };
}

/** Whether a source, guard, selection or loss has a shader. */
export const hasShader = (part: unknown): boolean =>
  (Object.keys(SHADERS) as (keyof typeof SHADERS)[]).some(
    (kind) => entryOf(kind, part) !== undefined,
  );
