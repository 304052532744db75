import { line } from 'd3';
import { type MapFrame, turned } from './geometry';

/** Parallels and meridians of the turned sphere, as SVG path data, the far side apart. */
export interface Graticule {
  readonly near: string;
  readonly far: string;
}

type SpherePoint = [x: number, y: number, z: number];

const PARALLELS = [-60, -30, 0, 30, 60];
const MERIDIANS = [0, 45, 90, 135];
const RADIANS = Math.PI / 180;

const turnsOf = (points: number) =>
  Array.from({ length: points + 1 }, (_, index) => (index / points) * 2 * Math.PI);

const parallel = (latitude: number): SpherePoint[] =>
  turnsOf(60).map((angle) => {
    const reach = Math.cos(latitude * RADIANS);
    return [reach * Math.sin(angle), Math.sin(latitude * RADIANS), reach * Math.cos(angle)];
  });

const meridian = (longitude: number): SpherePoint[] =>
  turnsOf(60).map((angle) => [
    Math.cos(angle) * Math.sin(longitude * RADIANS),
    Math.sin(angle),
    Math.cos(angle) * Math.cos(longitude * RADIANS),
  ]);

/** The graticule every 30 degrees of latitude and 45 of longitude, seen after a turn in degrees. */
export function graticule(frame: MapFrame, rotation: readonly [number, number]): Graticule {
  const circles = [...PARALLELS.map(parallel), ...MERIDIANS.map(meridian)].map((circle) =>
    circle.map(([x, y, z]) => turned(x, y, z, rotation)),
  );
  const drawn = (isNear: boolean) =>
    line<SpherePoint>()
      .x(([x]) => frame.centre + frame.radius * x)
      .y(([, y]) => frame.centre - frame.radius * y)
      .defined(([, , z]) => (isNear ? z >= -0.02 : z <= 0.02))
      .digits(1);
  const pathOf = (isNear: boolean) => circles.map((circle) => drawn(isNear)(circle)).join('');
  return { near: pathOf(true), far: pathOf(false) };
}
