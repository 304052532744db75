import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { AnchorView, MapView } from '../../protocol/picture';
import { atlasOf } from '../shared/atlas';
import { markShapeOf } from '../shared/look';
import { classColours, classShapes } from '../shared/palette';
import type { ItemPointing, ShownItems } from '../shared/props';
import { token } from '../shared/tokens';
import { useTheme } from '../shared/useTheme';
import { mapFrame, project, unitPositions } from './geometry';
import { HoverTip, SyntheticTip } from './HoverTip';
import styles from './LatentMap.module.css';
import { mapLabels } from './labels';
import { MapBackground } from './MapBackground';
import { MapMarks } from './MapMarks';
import { framedMarks, roleMarks } from './marks';
import { SyntheticMarks } from './SyntheticMarks';
import { mapSummary } from './summary';
import { diamondAt, diamondsOf } from './synthetic';
import { useMapCanvas } from './useMapCanvas';
import { useMapPointer } from './useMapPointer';

export interface LatentMapProps extends ItemPointing {
  readonly view: MapView | null;
  readonly data: ShownItems | null;
  /** Width and height, pixels. */
  readonly size: number;
  /** Of this lane; its positive and chosen negatives are marked while its item is selected. */
  readonly anchor?: AnchorView | null;
  /** Lit up, the others dimmed; an empty set dims none. */
  readonly highlighted?: ReadonlySet<number>;
  /** Draws the items themselves instead of dots, where they do not cover one another. */
  readonly showThumbnails?: boolean;
  /** Turn of the sphere in degrees: around the upright axis, and towards the viewer. */
  readonly rotation?: readonly [number, number];
  /** Without it the sphere can't be turned. */
  readonly onRotate?: (rotation: readonly [number, number]) => void;
  /** Draws the points as SVG instead of canvas, for export and tests. */
  readonly asSvg?: boolean;
  readonly label?: string;
}

const NONE: ReadonlySet<number> = new Set();
const UPRIGHT = [0, 0] as const;

/**
 * The held-out items of one lane where the encoder puts them: points on a canvas under an SVG with
 * the unit circle, class names and, as hollow diamonds, synthetic negatives. Hovering, clicking and
 * arrow keys report items; a sphere turns. Without a view: the empty circle.
 */
export function LatentMap({
  view,
  data,
  size,
  anchor = null,
  hovered = null,
  selected = null,
  highlighted = NONE,
  showThumbnails = false,
  rotation = UPRIGHT,
  asSvg = false,
  label,
  onHover,
  onSelect,
  onRotate,
}: LatentMapProps) {
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const shownLabels = useRef<ReadonlySet<string>>(new Set());
  const id = useId();
  const projection = view?.projection ?? 'pca';
  const colours = useMemo(() => classColours(data?.groups ?? [], theme), [data, theme]);
  const shapeOf = useMemo(() => markShapeOf(data, classShapes(data?.groups ?? [])), [data]);
  const frame = useMemo(() => mapFrame(projection, size), [projection, size]);
  const positions = useMemo(() => unitPositions(view), [view]);
  const [around, towards] = rotation;
  const at = useMemo(
    () => project(positions, view?.axes ?? 2, frame, [around, towards]),
    [positions, view, frame, around, towards],
  );
  const diamonds = useMemo(
    () => diamondsOf(view, frame, [around, towards]),
    [view, frame, around, towards],
  );
  /** Number of the diamond under the pointer. */
  const [pointed, setPointed] = useState<number | null>(null);
  const labels = data?.labels ?? [];
  const classNames = data?.classNames ?? [];
  const marks = roleMarks(anchor, selected);
  const names = mapLabels({
    projected: at,
    labels,
    classNames,
    frame,
    projection,
    shown: shownLabels.current,
    avoid: framedMarks(marks).map(({ item }) => ({ x: at.x[item] ?? 0, y: at.y[item] ?? 0 })),
  });
  useEffect(() => {
    shownLabels.current = new Set(names.map(({ key }) => key));
  });

  const from =
    selected !== null && anchor?.item === selected && at.x[selected] !== undefined
      ? { x: at.x[selected], y: at.y[selected] ?? 0 }
      : null;
  const isCircle = projection === 'circle';
  const turns = projection === 'sphere' && onRotate !== undefined;
  const scene = { frame, isCircle, labels, colours, shapeOf, highlighted, marks, at };
  const atlas = asSvg ? null : atlasOf(data);
  useMapCanvas(canvas, {
    ...scene,
    view,
    rotation,
    theme,
    hovered,
    showThumbnails,
    atlas,
  });
  const pointer = useMapPointer(at, frame, {
    hovered,
    selected,
    rotation,
    turns,
    onHover,
    onSelect,
    onRotate,
    onPoint: (left, top) =>
      setPointed(left === null || top === null ? null : diamondAt(diamonds, at, left, top)),
  });
  const described = useMemo(() => mapSummary(view, data), [view, data]);
  const summary = label ?? described;
  const background = (
    <MapBackground frame={frame} projection={projection} rotation={rotation} id={id} />
  );
  const isInteractive = !asSvg && (turns || onSelect !== undefined || onHover !== undefined);

  return (
    <div className={styles.map} style={{ width: size, height: size }}>
      {!asSvg && background}
      {!asSvg && <canvas ref={canvas} />}
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={size}
        height={size}
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={summary}
      >
        {asSvg && background}
        {asSvg && <MapMarks {...scene} />}
        <SyntheticMarks diamonds={diamonds} frame={frame} anchor={from} />
        <g fontSize="12" fontWeight="700" textAnchor="middle" fontFamily="system-ui, sans-serif">
          {(showThumbnails ? [] : names).map(({ key, text, x, y, classes }) => (
            <text
              key={key}
              transform={`translate(${x.toFixed(1)},${(y + 4).toFixed(1)})`}
              className={projection === 'sphere' ? undefined : styles.glides}
              fill={classes.length === 1 ? labelInk(colours[classes[0] ?? 0]) : token.ink}
              stroke={token.card}
              strokeWidth="3"
              strokeLinejoin="round"
              paintOrder="stroke"
            >
              {text}
            </text>
          ))}
        </g>
        {!at.x.length && (
          <text x={size / 2} y={size / 2} fontSize="12" textAnchor="middle" fill={token.quiet}>
            no picture yet
          </text>
        )}
      </svg>
      {!asSvg && view?.synthetic && pointed !== null && diamonds[pointed] && (
        <SyntheticTip of={view.synthetic} diamond={diamonds[pointed]} frame={frame} />
      )}
      {!asSvg && data && pointed === null && hovered !== null && hovered < at.x.length && (
        <HoverTip
          data={data}
          item={hovered}
          x={at.x[hovered] ?? 0}
          y={at.y[hovered] ?? 0}
          frame={frame}
        />
      )}
      {isInteractive && (
        <div
          {...pointer}
          className={`${styles.surface} ${turns ? styles.turns : ''}`}
          role="application"
          aria-roledescription="map"
          aria-label={
            turns
              ? 'Map: arrow keys turn the sphere, a click selects an item'
              : 'Map: arrow keys select the next item that way'
          }
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the arrow keys
          tabIndex={0}
        />
      )}
    </div>
  );
}

/** A class colour deep enough to be read, in either theme. */
const labelInk = (colour = '#000000') => `color-mix(in srgb, ${colour} 45%, ${token.ink})`;
