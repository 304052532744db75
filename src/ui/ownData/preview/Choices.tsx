import type { Choice } from '../../../protocol/reading/preview';
import { changeWish } from '../../../state/bringing';
import styles from '../OwnData.module.css';
import { Field } from './Field';

const UNCHOSEN = '';

export interface ChoicesProps {
  readonly choices: readonly Choice[];
  /** What the visitor chose so far. */
  readonly wished: Readonly<Record<string, string>>;
}

/** What the files leave open: menus with what is most likely meant, or with nothing chosen yet. */
export function Choices({ choices, wished }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    <div className={styles.fields}>
      {choices.map(({ id, question, options, chosen }) => (
        <Field
          key={id}
          label={question}
          value={chosen ?? UNCHOSEN}
          options={[...(chosen === null ? [[UNCHOSEN, 'choose'] as const] : []), ...options]}
          onChange={(value) => void changeWish({ choices: { ...wished, [id]: value } })}
        />
      ))}
    </div>
  );
}
