import { ENCODINGS } from '../../../files/shared/encodings';
import type { Preview } from '../../../protocol/reading/preview';
import type { Wish } from '../../../protocol/reading/wish';
import { changeWish } from '../../../state/bringing';
import styles from '../OwnData.module.css';
import { Field } from './Field';

const SEPARATORS = [
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
  [' ', 'spaces'],
] as const;

const FIRST_LINES = [
  ['names', 'names of the columns'],
  ['data', 'a row'],
] as const;

const DECIMALS = [
  ['auto', 'as the numbers tell'],
  ['.', 'point: 1.5'],
  [',', 'comma: 1,5'],
] as const;

const MISSING = [
  ['usual', 'empty cells and NA, ?, null, nan …'],
  ['empty', 'empty cells only'],
] as const;

const CONTRADICTIONS = [
  ['leaveOut', 'left out'],
  ['first', 'kept with the first label'],
] as const;

/** Menus for how a file of text is read; the preview follows each at once. */
export function LayoutFields({ preview, wish }: { preview: Preview; wish: Wish }) {
  const { layout, columns, roles } = preview;
  if (columns.length === 0) return null;
  const hasNumbers = columns.some(({ numbers }) => numbers !== null);
  return (
    <div className={styles.fields}>
      {layout && (
        <Field
          label="Encoding"
          value={layout.encoding}
          options={ENCODINGS}
          onChange={(encoding) => changeWish({ encoding })}
        />
      )}
      {layout?.separator && (
        <>
          <Field
            label="Cells are separated by"
            value={layout.separator}
            options={SEPARATORS}
            onChange={(separator) => changeWish({ separator, roles: null })}
          />
          <Field
            label="The first line is"
            value={layout.isNamed ? 'names' : 'data'}
            options={FIRST_LINES}
            onChange={(line) => changeWish({ firstLine: line as Wish['firstLine'], roles: null })}
          />
        </>
      )}
      {hasNumbers && (
        <Field
          label="Decimal mark"
          value={wish.decimal}
          options={DECIMALS}
          onChange={(decimal) => changeWish({ decimal: decimal as Wish['decimal'] })}
        />
      )}
      <Field
        label="Taken for missing"
        value={wish.missing}
        options={MISSING}
        onChange={(missing) => changeWish({ missing: missing as Wish['missing'] })}
      />
      {roles?.kind === 'texts' && (
        <Field
          label="Texts with two labels are"
          value={wish.contradictions}
          options={CONTRADICTIONS}
          onChange={(one) => changeWish({ contradictions: one as Wish['contradictions'] })}
        />
      )}
    </div>
  );
}
