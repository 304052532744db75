import { kinds } from '../../recipe/kinds';
import { type Lane, partOf } from '../../recipe/recipe';
import { lazily } from '../common/lazily';
import { Popover } from '../common/Popover';
import { partShown } from '../common/scope';
import styles from './AboutPart.module.css';
import type { PanelProps } from './Panel';

const Panel = lazily(() => import('./Panel').then((module) => module.Panel));

/** The name of a kind in the recipe, as a button that opens a panel about the chosen part. */
export function AboutPart({ kind, lanes }: Omit<PanelProps, 'close'>) {
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
