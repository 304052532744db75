import { listed } from '../../../files/shared/wording';
import type { Preview } from '../../../protocol/reading/preview';
import type { Roles } from '../../../protocol/reading/wish';
import { changeWish } from '../../../state/bringing';
import styles from '../OwnData.module.css';
import { Features } from './Features';
import { Field } from './Field';
import { firstRoles, KINDS, kindsFor, type RolesKind } from './roleChoices';

const UNUSED = '';

type Options = readonly (readonly [string, string])[];

/** What each column of a table is for. */
export function ColumnRoles({ preview: { columns, roles } }: { preview: Preview }) {
  const names = columns.map(({ name, examples }) => {
    const [example] = examples;
    return [name, example ? `${name} (${example.slice(0, 24)})` : name] as const;
  });
  const perhaps = [[UNUSED, 'none'] as const, ...names];
  const set = (next: Roles) => void changeWish({ roles: next });
  const menu = (
    label: string,
    value: string,
    change: (name: string) => void,
    options: Options = names,
  ) => <Field label={label} value={value} options={options} onChange={change} />;
  const kinds = kindsFor(columns);
  const asKind = (kind: string) => set(firstRoles(kind as RolesKind, columns));
  return (
    <fieldset className={styles.roles}>
      <legend className={styles.subtitle}>What is in the columns</legend>
      <div className={styles.fields}>
        <Field
          label="Rows are"
          value={roles?.kind ?? UNUSED}
          options={[
            ...(roles ? [] : [[UNUSED, 'choose'] as const]),
            ...kinds.map((kind) => [kind, KINDS[kind]] as const),
          ]}
          onChange={asKind}
        />
        {roles?.kind === 'texts' && menu('Text', roles.text, (text) => set({ ...roles, text }))}
        {roles?.kind === 'sets' && menu('Lists', roles.set, (one) => set({ ...roles, set: one }))}
        {roles?.kind === 'pictures' &&
          menu('Picture', roles.picture, (picture) => set({ ...roles, picture }))}
        {roles?.kind === 'pairs' && (
          <>
            {menu('First text', roles.query, (query) => set({ ...roles, query }))}
            {menu('Second text', roles.passage, (passage) => set({ ...roles, passage }))}
            {menu(
              'Near miss',
              roles.negatives?.join(SEVERAL) ?? UNUSED,
              (negative) => set(withNegatives(roles, negative)),
              severalOf(roles, perhaps),
            )}
            {menu(
              'Whether they belong together',
              roles.same ?? UNUSED,
              (same) => set(withGrade(roles, same)),
              perhaps,
            )}
          </>
        )}
        {roles &&
          'label' in roles &&
          menu('Label', roles.label, (label) => set(labelled(roles, label)))}
      </div>
      {roles?.kind === 'points' && <Features columns={columns} roles={roles} onChange={set} />}
    </fieldset>
  );
}

type Pairs = Extract<Roles, { kind: 'pairs' }>;

/** Stands between the names of several columns in the value of a menu. */
const SEVERAL = '\n';

/** The menu of columns, with the several ones that are chosen together as one more entry. */
const severalOf = (
  { negatives = [] }: Pairs,
  columns: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] =>
  negatives.length > 1 ? [...columns, [negatives.join(SEVERAL), listed(negatives)]] : columns;

function withNegatives({ negatives: _, ...others }: Pairs, names: string): Roles {
  return names === UNUSED ? others : { ...others, negatives: names.split(SEVERAL) };
}

function withGrade({ same: _, ...others }: Pairs, name: string): Roles {
  return name === UNUSED ? others : { ...others, same: name };
}

/** The same roles with another label, which then is no feature any more. */
const labelled = (roles: Extract<Roles, { label: string }>, label: string): Roles =>
  roles.kind === 'points'
    ? { ...roles, label, features: roles.features.filter((name) => name !== label) }
    : { ...roles, label };
