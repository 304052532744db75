import type { MenuEntry, MenuGroup } from './menu';

/** The options of a menu: grouped under headings; a disabled one says why. */
export function MenuOptions({ groups }: { groups: readonly MenuGroup[] }) {
  return groups.map(({ title, entries }) =>
    title === null ? (
      entries.map(option)
    ) : (
      <optgroup key={title} label={title}>
        {entries.map(option)}
      </optgroup>
    ),
  );
}

const option = ({ id, label, refusal }: MenuEntry) => (
  <option key={id} value={id} disabled={refusal !== null}>
    {refusal ? `${label} (${refusal})` : label}
  </option>
);
