import { type PointerEvent, useRef } from 'react';
import { valueText } from '../../numbers/format';
import type { Spectrum } from '../../protocol/picture';
import { brushAfterKey } from './brushKeys';
import type { SpectrumGeometry } from './geometry';
import { snapped } from './range';
import styles from './SpectrumPlot.module.css';

interface BrushSurfaceProps {
  readonly spectrum: Spectrum;
  readonly geometry: SpectrumGeometry;
  readonly brushed: readonly [number, number] | null;
  readonly onBrush: (range: readonly [number, number] | null) => void;
}

/** Lies over the bars: dragging or the arrow keys brush a range, a click or Escape takes it away. */
export function BrushSurface({ spectrum, geometry, brushed, onBrush }: BrushSurfaceProps) {
  const start = useRef<{ left: number; isDrag: boolean } | null>(null);
  const leftOf = (event: PointerEvent) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const end = () => {
    start.current = null;
  };

  return (
    <div
      className={styles.brush}
      role="slider"
      tabIndex={0}
      aria-label={`Range of ${spectrum.axis} to light up`}
      aria-valuemin={spectrum.low}
      aria-valuemax={spectrum.high}
      aria-valuenow={brushed?.[0] ?? spectrum.low}
      aria-valuetext={
        brushed ? `from ${valueText(brushed[0])} to ${valueText(brushed[1])}` : 'nothing lit up'
      }
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { left: leftOf(event), isDrag: false };
      }}
      onPointerMove={(event) => {
        const from = start.current;
        if (!from) return;
        if (Math.abs(leftOf(event) - from.left) > 3) from.isDrag = true;
        if (from.isDrag)
          onBrush(snapped(spectrum, geometry.valueAt(from.left), geometry.valueAt(leftOf(event))));
      }}
      onPointerUp={() => {
        if (start.current && !start.current.isDrag && brushed) onBrush(null);
        end();
      }}
      onPointerCancel={end}
      onKeyDown={(event) => {
        const next = brushAfterKey(spectrum, brushed, event.key, event.shiftKey);
        if (next === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onBrush(next);
      }}
    />
  );
}
