import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './Curves.module.css';
import { cursorAfterKey } from './cursorKeys';
import type { CurvesGeometry } from './geometry';

interface CursorSurfaceProps {
  readonly name: string;
  readonly geometry: CurvesGeometry;
  readonly cursor: number | null;
  readonly summary: string;
  readonly onCursor: (step: number | null) => void;
}

/** Lies over a chart: the pointer or the arrow keys move the cross-hair of all charts. */
export function CursorSurface({ name, geometry, cursor, summary, onCursor }: CursorSurfaceProps) {
  const point = (event: PointerEvent) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const step = geometry.stepAt(event.clientX - left);
    if (step !== cursor) onCursor(step);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = cursorAfterKey(event.key, cursor, geometry.lastStep);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onCursor(next);
  };
  return (
    <div
      className={styles.surface}
      role="slider"
      tabIndex={0}
      aria-label={`${name}, step under the cross-hair`}
      aria-valuemin={0}
      aria-valuemax={geometry.lastStep}
      aria-valuenow={cursor ?? geometry.lastStep}
      aria-valuetext={summary}
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={() => onCursor(null)}
      onBlur={() => onCursor(null)}
      onKeyDown={onKeyDown}
    />
  );
}
