import { laneColour } from '../../plots';
import { type KindId, kinds } from '../../recipe/kinds';
import type { SentencePiece } from '../../words/experimentSentence';
import { Popover } from '../common/Popover';
import { useExperiment } from '../common/stores';
import { KnobChoice } from './KnobChoice';
import { PartChoice } from './PartChoice';
import styles from './SentenceBar.module.css';

type Phrase = Extract<SentencePiece, { kind: 'phrase' }>;

/**
 * One phrase of the sentence, with the panel that exchanges it; that of a single lane has the
 * lane's colour.
 */
export function PhraseButton({ phrase: { name, lane, text } }: { phrase: Phrase }) {
  const lanes = useExperiment((state) => state.lanes);
  const edited = lane ? lanes.filter(({ id }) => id === lane.id) : lanes;
  const scope = lane?.id ?? null;
  return (
    <Popover
      label={text}
      buttonClass={lane ? styles.chip : styles.phrase}
      buttonStyle={lane ? ({ '--lane': laneColour(lane.place) } as React.CSSProperties) : undefined}
    >
      {(close) =>
        Object.hasOwn(kinds, name) ? (
          <PartChoice kind={name as KindId} lanes={edited} scope={scope} close={close} />
        ) : (
          <KnobChoice name={name} lanes={edited} scope={scope} close={close} />
        )
      }
    </Popover>
  );
}
