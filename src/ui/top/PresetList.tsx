import { type KeyboardEvent, useRef } from 'react';
import { type PresetId, presetRecipes, presets } from '../../recipe/presets';
import { openRecipes } from '../../state/experiment';
import { leadsTo, type Typed, typedAfter } from '../common/typeAhead';
import styles from './PresetList.module.css';
import { presetGroups } from './presetGroups';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export interface PresetListProps {
  /** The experiment that is open, if it is one of these and was not changed since. */
  readonly own: PresetId | null;
  readonly close: () => void;
}

/**
 * The experiments that ship with the page, each with what it shows. Arrows, Home, End and first letters
 * move through them; Enter or a click opens one.
 */
export function PresetList({ own, close }: PresetListProps) {
  const typed = useRef<Typed>({ text: '', at: 0 });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const now = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = placeAfter(event, buttons, now);
    if (to === null) return;
    event.preventDefault();
    buttons[to]?.focus();
  };
  /** Where a key leads, by its place in the list; null: nowhere. */
  function placeAfter(
    { key, timeStamp }: KeyboardEvent,
    buttons: readonly HTMLButtonElement[],
    now: number,
  ): number | null {
    const step = STEPS[key];
    if (step) return Math.max(0, Math.min(buttons.length - 1, now + step));
    if (key === 'Home') return 0;
    if (key === 'End') return buttons.length - 1;
    const next = typedAfter(typed.current, key, timeStamp);
    if (next === typed.current) return null;
    typed.current = next;
    const labels = buttons.map((button) => button.textContent ?? '');
    return leadsTo(labels, next.text, now);
  }
  return (
    <section className={styles.list} aria-label="Experiments to open" onKeyDown={onKeyDown}>
      {own === null && (
        <p className={styles.own}>
          Open now: an experiment of your own. The browser’s Back leads to it again.
        </p>
      )}
      {presetGroups().map(({ title, ids }) => (
        // biome-ignore lint/a11y/useSemanticElements: nothing is filled in here, as in a fieldset
        <div key={title} role="group" aria-label={title}>
          <p className={styles.title}>{title}</p>
          {ids.map((preset) => (
            <button
              key={preset}
              type="button"
              className={styles.preset}
              aria-current={preset === own}
              onClick={() => {
                openRecipes(presetRecipes(preset));
                close();
              }}
            >
              <span className={styles.label}>{presets[preset].label}</span>
              <span className={styles.summary}>{presets[preset].summary}</span>
            </button>
          ))}
        </div>
      ))}
      <p className={styles.recorded}>
        Figures in this list were recorded: seeds 7, 8 and 9, on WebAssembly.
      </p>
    </section>
  );
}
