import { type PointerEvent, useState } from 'react';
import { valueText } from '../../numbers/format';
import type { Spectrum } from '../../protocol/picture';
import { bandLimits, valueAfterKey, withinBand } from './bandValue';
import { movableEdge, type SpectrumGeometry } from './geometry';
import styles from './SpectrumPlot.module.css';

interface BandSliderProps {
  readonly spectrum: Spectrum;
  readonly geometry: SpectrumGeometry;
  /** What the band stands for if its edge is there. */
  readonly bandText: (edge: number) => string;
  readonly onBandDrag: (edge: number) => void;
}

/**
 * The handle on the band's edge. It shows the value asked for at once, until a spectrum comes in
 * which the band has followed.
 */
export function BandSlider({ spectrum, geometry, bandText, onBandDrag }: BandSliderProps) {
  const [asked, setAsked] = useState<{ spectrum: Spectrum; value: number } | null>(null);
  const [isDragging, setDragging] = useState(false);
  const { band } = spectrum;
  if (!band) return null;
  const isPending = asked && (isDragging || asked.spectrum === spectrum);
  const value = isPending ? asked.value : band[movableEdge(spectrum)];
  const [low, high] = bandLimits(spectrum);

  const ask = (next: number) => {
    setAsked({ spectrum, value: next });
    onBandDrag(next);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (isDragging && box) ask(withinBand(spectrum, geometry.valueAt(event.clientX - box.left)));
  };
  const release = () => setDragging(false);

  return (
    <div
      className={styles.edge}
      style={{
        left: geometry.x(value),
        top: geometry.top,
        height: geometry.bottom - geometry.top,
      }}
      role="slider"
      tabIndex={0}
      aria-label="Edge of the band"
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={value}
      aria-valuetext={`${bandText(value)}, band of ${spectrum.axis} from ${valueText(
        Math.min(band.from, band.to),
      )} to ${valueText(Math.max(band.from, band.to))}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        setDragging(true);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={(event) => {
        const next = valueAfterKey(spectrum, value, event.key);
        if (next === null) return;
        event.preventDefault();
        ask(next);
      }}
    >
      {isPending && <output className={styles.asked}>{bandText(value)}</output>}
    </div>
  );
}
