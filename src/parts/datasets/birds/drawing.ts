import type { Random } from '../../random';
import { blend, type Colour, darkened, fromHsv, lightened } from '../shared/colours';
import { eachCoveredPixel, type Frame, frame, type Shape, SIZE } from '../shared/raster';
import { ellipse, overlap, stroke } from '../shared/shapes';
import type { Genus, Species } from './kinds';

/**
 * Pictures of birds on a branch, painted back to front into images [28, 28, 3] of colours from 0
 * to 1. A bird's own units have the middle of its body at the origin, the bird facing right.
 */

const BRANCH: Colour = [0.35, 0.25, 0.18];
const LEG: Colour = [0.25, 0.2, 0.15];
const BEAK: Colour = [0.95, 0.65, 0.15];
const WING_BAR: Colour = [0.98, 0.98, 0.95];
const EYE_RING: Colour = [1, 1, 1];
const EYE: Colour = [0.05, 0.05, 0.05];

function paint(image: Float32Array, shape: Shape, place: Frame, colour: Colour): void {
  const [red, green, blue] = colour;
  eachCoveredPixel(shape, place, (pixel, coverage) => {
    const start = pixel * 3;
    const kept = 1 - coverage;
    image[start] = (image[start] as number) * kept + coverage * red;
    image[start + 1] = (image[start + 1] as number) * kept + coverage * green;
    image[start + 2] = (image[start + 2] as number) * kept + coverage * blue;
  });
}

/** Fills the image with a fade, top to bottom, between two muted colours of like hue. */
function paintSky(image: Float32Array, random: Random): void {
  const hue = random.uniform();
  const top = fromHsv(hue, random.uniform(0.05, 0.35), random.uniform(0.45, 0.95));
  const nearHue = hue + random.uniform(-0.15, 0.15);
  const bottom = fromHsv(nearHue, random.uniform(0.05, 0.4), random.uniform(0.35, 0.9));
  const rowLength = image.length / SIZE;
  for (let row = 0; row < SIZE; row++) {
    const share = (row + 0.5) / SIZE;
    const [red, green, blue] = blend(top, bottom, share);
    const end = (row + 1) * rowLength;
    for (let index = row * rowLength; index < end; index += 3) {
      image[index] = red;
      image[index + 1] = green;
      image[index + 2] = blue;
    }
  }
}

/** In the branch's frame the middles of the outermost pixels, not their rims, are at -1 and 1. */
const branchFrame = frame(0, (SIZE - 1) / SIZE, 0, 0);

function paintBranch(image: Float32Array, random: Random): void {
  const left = random.uniform(0.25, 0.6);
  const right = left + random.uniform(-0.3, 0.3);
  const radius = random.uniform(0.02, 0.06);
  const colour = darkened(BRANCH, random.uniform(0.6, 1.3));
  paint(image, stroke(-1.2, left, 1.2, right, radius), branchFrame, colour);
}

/** Sky and branch, which have nothing to do with the species. */
export function paintBackground(image: Float32Array, random: Random): void {
  paintSky(image, random);
  paintBranch(image, random);
}

const clip = (value: number): number => Math.min(1, Math.max(0, value));

function drawPlumage(genus: Genus, nuisance: number, random: Random): Colour {
  const hue = genus.hue + random.uniform(-0.02, 0.02) * nuisance;
  const saturation = clip(genus.saturation + random.uniform(-0.1, 0.1) * nuisance);
  const value = clip(genus.value + random.uniform(-0.08, 0.08) * nuisance);
  return fromHsv(hue, saturation, value);
}

/**
 * One bird of the species.
 * @param nuisance factor on what differs from bird to bird: plumage, nod, lengths of tail and beak
 * @param place where the bird sits in the image
 */
export function paintBird(
  image: Float32Array,
  genus: Genus,
  species: Species,
  nuisance: number,
  place: Frame,
  random: Random,
): void {
  const { bodyRadiusX: width, bodyRadiusY: height, tilt, headRadius, headX } = genus;
  const plumage = drawPlumage(genus, nuisance, random);
  const dark = darkened(plumage, 0.55);
  // A nod lowers the head and the tip of the tail alike.
  const nod = random.uniform(-0.12, 0.12) * nuisance;
  const tailLength = species.tailLength + random.uniform(-0.03, 0.03) * nuisance;
  const beakLength = species.beakLength + random.uniform(-0.02, 0.02) * nuisance;
  const put = (shape: Shape, colour: Colour) => paint(image, shape, place, colour);

  const rump = -width * 0.75;
  const tailTip = 0.12 + tailLength * 0.25 + nod;
  put(stroke(rump, 0.05, rump - tailLength * 0.95, tailTip, 0.08, 0.05), dark);
  put(stroke(-0.02, height * 0.6, -0.02, height + 0.26, 0.018), LEG);
  put(ellipse(0, 0, width, height, -tilt), plumage);
  const belly = ellipse(width * 0.25, height * 0.35, width * 0.6, height * 0.5, -tilt);
  put(belly, lightened(plumage, 0.45));

  const headY = genus.headY + nod;
  if (species.crest) {
    const [rootY, tipY] = [headY - headRadius * 0.6, headY - headRadius - 0.2];
    put(stroke(headX - 0.02, rootY, headX - 0.24, tipY, 0.09, 0.02), darkened(plumage, 0.8));
  }
  const neckRadii = [height * 0.6, headRadius * 0.8] as const;
  put(stroke(width * 0.45, -height * 0.3, headX, headY, ...neckRadii), plumage);
  put(ellipse(headX, headY, headRadius, headRadius), plumage);
  const beakRoot = headX + headRadius * 0.8;
  const beakTip = headX + headRadius * 0.9 + beakLength;
  put(stroke(beakRoot, headY + 0.02, beakTip, headY + 0.06, 0.07, 0.015), BEAK);

  const eyeX = headX + headRadius * 0.3;
  const eyeY = headY - headRadius * 0.15;
  if (species.eyeRing) put(ellipse(eyeX, eyeY, 0.125, 0.125), EYE_RING);
  put(ellipse(eyeX, eyeY, 0.055, 0.055), EYE);

  const wing = ellipse(-width * 0.15, -height * 0.05, width * 0.6, height * 0.5, -tilt - 0.2);
  put(wing, dark);
  if (species.wingBar) {
    const bar = stroke(-width * 0.25, -height * 0.5, -width * 0.05, height * 0.45, 0.05);
    put(overlap(bar, wing), WING_BAR);
  }
}
