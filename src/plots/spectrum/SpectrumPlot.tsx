import { useId } from 'react';
import type { Spectrum } from '../../protocol/picture';
import { Hatch } from '../shared/Hatch';
import type { Size } from '../shared/props';
import { px } from '../shared/px';
import { token } from '../shared/tokens';
import { BandSlider } from './BandSlider';
import { BrushSurface } from './BrushSurface';
import { type BarGroup, spectrumGeometry } from './geometry';
import styles from './SpectrumPlot.module.css';
import { spectrumSummary } from './summary';

export interface SpectrumPlotProps {
  readonly spectrum: Spectrum | null;
  /** The axis of the empty frame, before there is a spectrum; 'distance' by default. */
  readonly axis?: Spectrum['axis'];
  readonly size: Size;
  /** From and to, in units of the axis; snapped to bins. */
  readonly brushed?: readonly [number, number] | null;
  readonly onBrush?: (range: readonly [number, number] | null) => void;
  /** What the band stands for: as it is, or if its far edge were there. Missing: its label. */
  readonly bandText?: (edge?: number) => string;
  /** Called with where the band's far edge was moved to, in units of the axis. */
  readonly onBandDrag?: (to: number) => void;
  readonly label?: string;
}

const FILL: Record<
  Exclude<BarGroup, 'chosenFalse'>,
  { fill: string; edge: string; opacity: number }
> = {
  candidates: { fill: token.candidate, edge: token.candidateEdge, opacity: 1 },
  positives: { fill: token.positive, edge: token.positiveText, opacity: 0.65 },
  chosen: { fill: token.chosen, edge: token.chosenText, opacity: 0.9 },
};

/**
 * How far positives, candidates and chosen negatives of the last batch are from their anchors, and
 * the band of the margin or temperature. Dragging over it brushes a range; with `onBandDrag` the
 * band's edge can be moved by pointer and keyboard. Without a spectrum: an empty, labelled frame.
 */
export function SpectrumPlot({
  spectrum,
  axis = 'distance',
  size,
  brushed = null,
  onBrush,
  bandText,
  onBandDrag,
  label,
}: SpectrumPlotProps) {
  const hatch = useId();
  const bandName = bandText?.() || spectrum?.band?.label;
  const geometry = spectrumGeometry(spectrum, size, axis, bandName);
  const { left, right, top, bottom, bars, ticks, band, x } = geometry;
  const nameAtEnd = band?.label.anchor === 'end' || (band && band.label.x > right - 90);

  return (
    <div className={styles.spectrum} style={size}>
      <svg
        xmlns="http://www.w3.org/2000/svg"
        {...size}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={label ?? spectrumSummary(spectrum)}
        fontFamily="system-ui, sans-serif"
        fontSize="11"
      >
        <Hatch id={hatch} />
        {band && (
          <rect
            x={px(band.left)}
            y={top}
            width={px(Math.max(1, band.right - band.left))}
            height={bottom - top}
            fill={token.chosen}
            opacity="0.14"
          />
        )}
        {bars.map(({ group, path, outline }) =>
          group === 'chosenFalse' ? (
            <path key={group} d={path} fill={`url(#${hatch})`} />
          ) : (
            <g key={group}>
              <path d={path} fill={FILL[group].fill} fillOpacity={FILL[group].opacity} />
              <path d={outline} fill="none" stroke={FILL[group].edge} strokeWidth="0.8" />
            </g>
          ),
        )}
        {brushed && (
          <rect
            x={px(x(brushed[0]))}
            y={top}
            width={px(Math.max(1, x(brushed[1]) - x(brushed[0])))}
            height={bottom - top}
            fill={token.ink}
            fillOpacity="0.1"
            stroke={token.ink}
          />
        )}
        <line
          x1={left}
          x2={right}
          y1={bottom + 0.5}
          y2={bottom + 0.5}
          stroke={token.hairlineStrong}
        />
        {ticks.map((tick) => (
          <text
            key={tick.value}
            x={px(tick.x)}
            y={bottom + 13}
            textAnchor={tick.anchor}
            fill={token.quiet}
          >
            {tick.text}
          </text>
        ))}
        <text
          x={nameAtEnd ? left : right}
          y={10}
          textAnchor={nameAtEnd ? 'start' : 'end'}
          fill={token.quiet}
        >
          {spectrum?.axis ?? axis}
        </text>
        {band && (
          <text x={px(band.label.x)} y={10} textAnchor={band.label.anchor} fill={token.chosenText}>
            {bandName}
          </text>
        )}
        {!spectrum && (
          <text x={size.width / 2} y={(top + bottom) / 2} textAnchor="middle" fill={token.quiet}>
            no batch yet
          </text>
        )}
      </svg>
      {spectrum && onBrush && (
        <BrushSurface spectrum={spectrum} geometry={geometry} brushed={brushed} onBrush={onBrush} />
      )}
      {spectrum?.band && band && onBandDrag && (
        <BandSlider
          spectrum={spectrum}
          geometry={geometry}
          bandText={bandText ?? (() => spectrum.band?.label ?? '')}
          onBandDrag={onBandDrag}
        />
      )}
    </div>
  );
}
