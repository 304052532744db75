import { type KindId, kinds } from '../../recipe/kinds';
import { type Experiment, type Lane, partOf } from '../../recipe/recipe';
import { lazily } from '../common/lazily';
import { Popover } from '../common/Popover';
import { partShown } from '../common/scope';
import styles from './AboutPart.module.css';

export interface AboutPartProps {
  readonly kind: KindId;
  /** The lanes being edited. */
  readonly lanes: Experiment;
}

const Panel = lazily(() => import('./Panel').then((module) => module.Panel));

/** The name of a kind in the recipe, as a button that opens what its chosen part is and does. */
export function AboutPart({ kind, lanes }: AboutPartProps) {
  const { label } = kinds[kind];
  const { value } = partShown(lanes, kind);
  const [first] = lanes as readonly [Lane];
  const about = value === null ? 'what each lane has' : partOf(first.recipe, kind).label;
  return (
    <Popover
      buttonClass={styles.button}
      title={`About ${about}`}
      reading={`${label}: about ${about}`}
      label={label}
    >
      {(close) => <Panel kind={kind} lanes={lanes} close={close} />}
    </Popover>
  );
}
