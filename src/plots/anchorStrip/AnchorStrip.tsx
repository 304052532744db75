import { useId, useRef } from 'react';
import { valueText } from '../../numbers/format';
import type { AnchorView } from '../../protocol/picture';
import { nameOfCandidate } from '../shared/candidate';
import { Hatch } from '../shared/Hatch';
import type { ItemPointing, ShownItems, Size } from '../shared/props';
import { token } from '../shared/tokens';
import styles from './AnchorStrip.module.css';
import { CandidateMark } from './CandidateMark';
import { candidateText, type StripPicture, stripGeometry, stripSummary } from './geometry';
import { useStripCanvas } from './useStripCanvas';

export interface AnchorStripProps extends ItemPointing {
  readonly anchor: AnchorView | null;
  readonly data: ShownItems | null;
  readonly size: Size;
  readonly label?: string;
}

/**
 * One anchor, its positive, and its candidates from hardest to easiest with the push on each.
 * Chosen ones have an orange frame; false ones a vermilion, hatched one and the word. Training
 * items have a folded corner; synthetic candidates are a diamond in place of a picture. Every
 * picture of a held-out item is a button that reports it. Without an anchor: an empty, labelled
 * frame.
 */
export function AnchorStrip({
  anchor,
  data,
  size,
  hovered = null,
  selected = null,
  onHover,
  onSelect,
  label,
}: AnchorStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const hatch = useId();
  const geometry = stripGeometry(anchor, size);
  useStripCanvas(canvas, geometry, data, size);
  const nameOf = (item: number) => nameOfCandidate(item, data);
  const { positive, candidates, gaps, rowX, positiveX, numberY, falseY, barY, largestPush } =
    geometry;
  const hasHollow = candidates.some(({ isChosen, barHeight }) => !isChosen && barHeight > 0);
  const pairs: readonly [StripPicture | null, string][] = [
    [geometry.anchor, token.ink],
    [positive, token.positive],
  ];
  const buttons: readonly [StripPicture | null, string][] = [
    [geometry.anchor, geometry.anchor ? `anchor, ${nameOf(geometry.anchor.item)}` : ''],
    [
      positive,
      positive
        ? `positive, ${nameOf(positive.item)}, similarity ${valueText(positive.similarity)}`
        : '',
    ],
    ...candidates.map(
      (candidate) =>
        [candidate, candidateText(candidate, nameOf(candidate.item))] as [StripPicture, string],
    ),
  ];

  return (
    <div className={styles.strip} style={size}>
      <canvas ref={canvas} />
      <svg
        xmlns="http://www.w3.org/2000/svg"
        {...size}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={label ?? stripSummary(anchor, nameOf)}
        fontFamily="system-ui, sans-serif"
        fontSize="11"
      >
        <Hatch id={hatch} />
        <text x="1" y="10" fill={token.ink} fontWeight="600">
          anchor
        </text>
        <text x={positiveX} y="10" fill={token.positiveText} fontWeight="600">
          positive
        </text>
        <text x={rowX} y="10" fill={token.quiet}>
          {captionFor(size.width - rowX, hasHollow)}
        </text>
        {pairs.map(
          ([picture, colour]) =>
            picture && (
              <rect
                key={colour}
                x={picture.x - 0.5}
                y={picture.y - 0.5}
                width={picture.side + 1}
                height={picture.side + 1}
                rx="4"
                fill="none"
                stroke={colour}
                strokeWidth={picture.item === hovered ? 3 : 1.5}
              />
            ),
        )}
        {positive && (
          <text
            x={positive.x + positive.side / 2}
            y={positive.y + positive.side + 12}
            textAnchor="middle"
            fill={token.positiveText}
          >
            {valueText(positive.similarity)}
          </text>
        )}
        {anchor && (
          <text x="1" y={barY} fill={token.quiet}>
            {largestPush > 0 ? `max push ${valueText(largestPush)}` : 'no push'}
            <title>
              Bars show the push on each negative. Every lane has its own scale: its longest bar is
              its largest push.
            </title>
          </text>
        )}
        {candidates.map((candidate) => (
          <CandidateMark
            key={candidate.rank}
            candidate={candidate}
            numberY={numberY}
            falseY={falseY}
            barY={barY}
            hatch={hatch}
            isPointedAt={candidate.item === hovered || candidate.item === selected}
          />
        ))}
        {gaps.map(({ x, y, skipped }) => (
          <text key={x} x={x} y={y + 4} textAnchor="middle" fill={token.quiet} fontWeight="700">
            …<title>{`${skipped} left out`}</title>
          </text>
        ))}
        {!anchor && (
          <text x={size.width / 2} y={size.height / 2 + 6} textAnchor="middle" fill={token.quiet}>
            no anchor yet
          </text>
        )}
      </svg>
      {onSelect &&
        buttons.map(
          ([picture, text], place) =>
            picture && (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place in the row
                key={place}
                type="button"
                className={styles.item}
                style={{
                  left: picture.x,
                  top: picture.y,
                  width: picture.side,
                  height: picture.side,
                }}
                title={text}
                aria-label={text}
                // Only held-out items can become the anchor; the others are described.
                {...(picture.item < 0
                  ? { 'aria-disabled': true }
                  : {
                      onPointerEnter: () => onHover?.(picture.item),
                      onPointerLeave: () => onHover?.(null),
                      onFocus: () => onHover?.(picture.item),
                      onBlur: () => onHover?.(null),
                      onClick: () => onSelect(picture.item),
                    })}
              />
            ),
        )}
    </div>
  );
}

/** The heading of the row of candidates, in as many words as fit into `width` pixels. */
function captionFor(width: number, hasHollow: boolean): string {
  if (width < 78) return 'negatives';
  if (width < 125) return 'hardest first';
  if (width < 310) return 'negatives, hardest first';
  const hollow = hasHollow && width > 530 ? '; hollow: pushed for another positive' : '';
  return `negatives, hardest first; bars: this lane’s own scale${hollow}`;
}
