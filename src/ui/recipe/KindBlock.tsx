import { type ReactNode, useId, useState } from 'react';
import type { Knob as KnobSpec } from '../../parts/part';
import { type Experiment, partOf } from '../../recipe/recipe';
import { knobsShown } from '../common/scope';
import type { KnobsOfKind } from './groups';
import { KindControl } from './KindControl';
import { Knob } from './knobs/Knob';
import { MoreButton } from './MoreButton';
import styles from './Recipe.module.css';

export interface KindBlockProps {
  readonly of: KnobsOfKind;
  readonly lanes: Experiment;
  readonly scope: number | null;
  /** Below the menu and its knobs. */
  readonly children?: ReactNode;
}

type KnobEntry = readonly [name: string, knob: KnobSpec];

/** Most knobs of a kind that are always on show. */
const MOST_SHOWN = 4;

/**
 * The knobs of a kind: those always on show, and those under "More". If there are too many, as with
 * lanes of different parts, those that every lane has come first.
 */
function divided(lanes: Experiment, { kind, takes, shows }: KnobsOfKind) {
  const all = Object.entries(knobsShown(lanes, (recipe) => partOf(recipe, kind).knobs));
  const own = all.filter(([, knob]) => takes?.(knob) ?? true);
  const wanted = own.filter(([, knob], place) => shows(knob, place));
  const isCommon = ([name]: KnobEntry) => lanes.every(({ recipe }) => name in recipe.knobs);
  const first = [...wanted.filter(isCommon), ...wanted.filter((entry) => !isCommon(entry))];
  const kept = new Set(first.slice(0, MOST_SHOWN));
  const onShow = wanted.filter((entry) => kept.has(entry));
  return { onShow, more: own.filter((entry) => !onShow.includes(entry)) };
}

/** The menu of a kind, its knobs, and a button for those rarely turned. */
export function KindBlock({ of, lanes, scope, children }: KindBlockProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const { onShow, more } = divided(lanes, of);
  const knob = ([name, spec]: KnobEntry) => (
    <Knob key={name} name={name} knob={spec} lanes={lanes} scope={scope} />
  );
  const button = more.length > 0 && (
    <MoreButton
      controls={id}
      open={open}
      labels={more.map(([, { label }]) => label)}
      onToggle={() => setOpen(!open)}
    />
  );
  return (
    <div className={styles.kind}>
      {of.withMenu && (
        <KindControl kind={of.kind} lanes={lanes} scope={scope} isBrief={of.isBrief ?? false}>
          {button}
        </KindControl>
      )}
      {onShow.map(knob)}
      <div id={id} className={styles.more} hidden={!open}>
        {open && more.map(knob)}
      </div>
      {children}
    </div>
  );
}
