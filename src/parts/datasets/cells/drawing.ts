import type { Random } from '../../random';
import { addNoise } from '../shared/noise';

/** Pixels along a side of a scene. */
export const SCENE = 32;
/** Pixels that are drawn beyond each side of a scene, so that patches at its rim see what is there. */
export const MARGIN = 6;
/** Pixels along a side of what is drawn. */
export const CANVAS = SCENE + 2 * MARGIN;

/** Visible pixels of the smallest cell of a scene, and those of them on every second row and column. */
const SMALLEST = 40;
const SMALLEST_SEEN = 8;
/** Places tried for one more cell, and scenes for one that is whole. */
const TRIES = 40;

/** One scene, drawn with its margin: [CANVAS, CANVAS] each, row by row. */
export interface CellScene {
  /** 0 is paper and 1 ink; noise may stray beyond. */
  readonly ink: Float32Array;
  /** Which cell each pixel is of, counted from 1; 0 is the ground. */
  readonly cells: Uint8Array;
  readonly cellCount: number;
}

/** How cells touch and look; see the knobs of `cells`. */
export interface CellLook {
  readonly tightness: number;
  readonly rim: number;
  readonly grain: number;
}

/** A cell: a disc made slightly oval and slightly bent. Lengths in pixels. */
interface Cell {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Factor on one axis and divisor of the other. */
  readonly oval: number;
  readonly cosine: number;
  readonly sine: number;
  /** How far the middle bows out, per pixel squared. */
  readonly bend: number;
}

/** Signed distance to the outline, about: negative inside. */
function distanceTo({ x, y, radius, oval, cosine, sine, bend }: Cell, px: number, py: number) {
  const along = cosine * (px - x) + sine * (py - y);
  const across = cosine * (py - y) - sine * (px - x) + bend * along * along;
  return Math.sqrt((along * oval) ** 2 + (across / oval) ** 2) - radius;
}

function drawCell(random: Random, cells: readonly Cell[], tightness: number): Cell | null {
  const radius = random.uniform(4.2, 6.2);
  const angle = random.uniform(0, 2 * Math.PI);
  const shape = {
    radius,
    oval: random.uniform(0.88, 1.12),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    bend: random.uniform(-0.02, 0.02),
  };
  if (cells.length === 0) {
    const middle = () => SCENE / 2 + random.uniform(-5, 5);
    return { ...shape, x: middle(), y: middle() };
  }
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const beside = cells[random.integer(cells.length)] as Cell;
    const towards = random.uniform(0, 2 * Math.PI);
    const apart = (beside.radius + radius) * (1 - tightness * random.uniform(0.05, 0.18));
    const x = beside.x + Math.cos(towards) * apart;
    const y = beside.y + Math.sin(towards) * apart;
    const isInside = Math.min(x, y) > 3 && Math.max(x, y) < SCENE - 3;
    const isClear = cells.every(
      (other) => Math.hypot(x - other.x, y - other.y) > 0.78 * (radius + other.radius),
    );
    if (isInside && isClear) return { ...shape, x, y };
  }
  return null;
}

/** Three to five cells, each touching one drawn before; one that finds no place is left out. */
function drawCells(random: Random, tightness: number): Cell[] {
  const cells: Cell[] = [];
  for (let wanted = 3 + random.integer(3); wanted > 0; wanted--) {
    const cell = drawCell(random, cells, tightness);
    if (cell) cells.push(cell);
  }
  return cells;
}

/**
 * Cells of one tone that touch and partly cover one another; each is paler towards its rim, which is
 * the only sign of where one ends. Drawn again until every cell shows enough of itself.
 */
export function drawScene(random: Random, { tightness, rim, grain }: CellLook): CellScene {
  for (;;) {
    const cells = drawCells(random, tightness);
    const ground = random.uniform(0.05, 0.35);
    const tone = random.uniform(0.6, 1);
    const ink = new Float32Array(CANVAS * CANVAS).fill(ground);
    const owner = new Uint8Array(CANVAS * CANVAS);
    cells.forEach((cell, number) => {
      for (let pixel = 0; pixel < ink.length; pixel++) {
        const px = (pixel % CANVAS) - MARGIN + 0.5;
        const py = Math.floor(pixel / CANVAS) - MARGIN + 0.5;
        const distance = distanceTo(cell, px, py);
        if (distance >= 0.5) continue;
        const depth = Math.min(1, Math.max(0, -distance / cell.radius));
        const covered = Math.min(1, 0.5 - distance);
        const own = tone * (1 - rim + rim * depth);
        ink[pixel] = (ink[pixel] as number) * (1 - covered) + own * covered;
        if (distance < 0) owner[pixel] = number + 1;
      }
    });
    addNoise(ink, grain, random);
    const scene = { ink, cells: owner, cellCount: cells.length };
    if (isWhole(scene)) return scene;
  }
}

/** Whether there are cells that touch and every one shows enough of itself. */
function isWhole({ cells, cellCount }: CellScene): boolean {
  if (cellCount < 3) return false;
  const shown = new Int32Array(cellCount + 1);
  const seen = new Int32Array(cellCount + 1);
  for (let y = 0; y < SCENE; y++)
    for (let x = 0; x < SCENE; x++) {
      const cell = cells[(y + MARGIN) * CANVAS + x + MARGIN] as number;
      shown[cell] = (shown[cell] as number) + 1;
      if (x % 2 === 0 && y % 2 === 0) seen[cell] = (seen[cell] as number) + 1;
    }
  return shown.every((count) => count >= SMALLEST) && seen.every((count) => count >= SMALLEST_SEEN);
}
