import type { SyntheticView } from '../../protocol/picture';
import { lookOf } from '../shared/look';
import type { ShownItems } from '../shared/props';
import { Thumbnail } from '../shared/Thumbnail';
import type { MapFrame } from './geometry';
import styles from './LatentMap.module.css';
import { type Diamond, diamondText } from './synthetic';

interface HoverTipProps {
  readonly data: ShownItems;
  readonly item: number;
  /** Position of the item, pixels. */
  readonly x: number;
  readonly y: number;
  readonly frame: MapFrame;
}

const PICTURE = 36;

/**
 * The hovered item beside its point, larger and with its class name, on the side with more room. A
 * text stands across the map, above or below the point.
 */
export function HoverTip({ data, item, x, y, frame }: HoverTipProps) {
  const look = lookOf(item, data);
  if (look.kind === 'text')
    return (
      <p className={styles.said} data-below={y < frame.centre} data-small={frame.size < 200}>
        {look.text}
      </p>
    );
  const isRight = x > frame.centre;
  return (
    <div
      className={styles.tip}
      style={{
        top: Math.max(0, Math.min(frame.size - PICTURE - 24, y - PICTURE / 2)),
        ...(isRight ? { right: frame.size - x + 12 } : { left: x + 12 }),
      }}
    >
      <Thumbnail data={data} item={item} size={PICTURE} />
      <span>{data.classNames[data.labels[item] ?? -1]}</span>
    </div>
  );
}

interface SyntheticTipProps {
  readonly of: SyntheticView;
  readonly diamond: Diamond;
  readonly frame: MapFrame;
}

/** What the diamond under the pointer is; across the map, above or below. */
export const SyntheticTip = ({ of, diamond, frame }: SyntheticTipProps) => (
  <p className={styles.said} data-below={diamond.y < frame.centre} data-short>
    {diamondText(of, diamond.isChosen)}
  </p>
);
