import type { Items, NearMisses } from '../../data';
import { type Random, randomStream, shuffled } from '../../random';
import { pictureIn, rowSize, wordsIn } from '../../text/captioned';
import { tokenRows, wordsOf } from '../../text/tokens';
import { defineDataset } from '../dataset';
import { SIZE } from '../shared/raster';
import { paintScene } from './drawing';
import { learnedCaptions } from './learned';
import { CAPTION_LENGTH, captionOf, captionWords, differenceOf, type Scene, twins } from './scenes';

/** Twins that training never meets. */
const HELD_OUT_TWINS = 100;
/** Names of the streams of random numbers. */
const TRAIN = 1;
const HELD_OUT = 2;
const COMBINATIONS = 3;

const VOCABULARY = ['', '(unknown)', ...captionWords];
const ROW = rowSize(SIZE, CAPTION_LENGTH);

/** Each scene comes as two pictures, each with a caption of its own: either thing is named first. */
const WORDINGS = [false, true] as const;
const ITEMS = 2 * WORDINGS.length;

/** What a near miss of a picture changes in its caption. */
const EDITS = ['colours', 'colour', 'shape'] as const;
type CaptionEdit = (typeof EDITS)[number];
const EDIT_NAMES = ['colours swapped', 'another colour', 'another shape'];

/** The picture, and the caption, of a scene in one of its wordings. */
const pictureAt = (scene: number, wording: number) => scene * ITEMS + 2 * wording;
const captionAt = (scene: number, wording: number) => pictureAt(scene, wording) + 1;

/**
 * For each scene (twins follow one another), one that differs by this edit: its twin, or one drawn
 * at random; -1 where there is none.
 */
function scenesApart(scenes: readonly Scene[], edit: CaptionEdit, random: Random): number[] {
  if (edit === 'colours') return scenes.map((_, at) => at ^ 1);
  return scenes.map((scene) => {
    const apart = scenes.flatMap((other, at) => (differenceOf(scene, other) === edit ? [at] : []));
    return apart[random.integer(apart.length)] ?? -1;
  });
}

/** For each picture the captions of other scenes that miss it by one edit, in its own wording. */
function nearMissesOf(
  scenes: readonly Scene[],
  edits: readonly CaptionEdit[],
  random: Random,
): NearMisses {
  const perItem = edits.length;
  const items = new Int32Array(scenes.length * ITEMS * perItem).fill(-1);
  edits.forEach((edit, turn) => {
    scenesApart(scenes, edit, random).forEach((other, scene) => {
      for (const wording of WORDINGS.keys())
        if (other >= 0)
          items[pictureAt(scene, wording) * perItem + turn] = captionAt(other, wording);
    });
  });
  const kinds = Uint8Array.from(items, (_, at) =>
    EDITS.indexOf(edits[at % perItem] as CaptionEdit),
  );
  return { perItem, items, kinds };
}

/** Pictures and captions of the scenes, scene by scene; the first of them has class `first`. */
function sideOf(
  scenes: readonly Scene[],
  first: number,
  edits: readonly CaptionEdit[],
  random: Random,
): Items {
  const count = scenes.length * ITEMS;
  const values = new Float32Array(count * ROW);
  const texts = Array.from({ length: count }, () => '');
  const rowAt = (item: number) => values.subarray(item * ROW, (item + 1) * ROW);
  scenes.forEach((scene, at) => {
    WORDINGS.forEach((isTurned, wording) => {
      const caption = captionOf(scene, isTurned);
      texts[captionAt(at, wording)] = caption;
      paintScene(pictureIn(rowAt(pictureAt(at, wording))), scene, random);
      const words = tokenRows([wordsOf(caption)], VOCABULARY, CAPTION_LENGTH);
      wordsIn(rowAt(captionAt(at, wording))).set(words);
    });
  });
  return {
    count,
    values,
    labels: Int32Array.from({ length: count }, (_, item) => first + Math.floor(item / ITEMS)),
    texts,
    pairs: Int32Array.from({ length: count }, (_, item) => item),
    nearMisses: nearMissesOf(scenes, edits, random),
  };
}

/**
 * Two coloured shapes on a named ground, and captions that say so in either order: all that tells a
 * scene from its twin is which shape has which colour. A class is a scene, of 8 colours, 4 shapes
 * and 6 grounds; each comes as two pictures and two captions. A pair is a picture and its caption; a
 * near miss of a picture is the caption of its twin in the same order, which is the caption of
 * another scene (swapping the shapes instead would say the same); held out, also the caption with
 * another colour and with another shape, where such a scene is held out too. Items are rows of
 * `captioned.ts`, pictures of [28, 28, 3] from -1 to 1 and up to 7 words; 7,264 train items of 1,816
 * scenes, 800 held-out items of 200 scenes that are never trained on, nor are their twins.
 */
export const captions = defineDataset({
  label: 'Image and caption',
  phrase: 'pictures and captions',
  summary: 'Two coloured shapes and what they are called: which of them has which colour?',
  source: 'Drawn and written by this page from a seed; no data of others.',
  kind: 'captioned',
  classWord: 'meanings',
  gives: { pairs: true, nearMisses: true },
  suits: { positives: 'given', encoder: 'twoTowers' },
  lens: 'captions',
  knobs: {},
  async load({ seed }) {
    const drawn = shuffled(twins, randomStream(seed, COMBINATIONS));
    const heldOut = drawn.slice(0, HELD_OUT_TWINS).flat();
    const train = drawn.slice(HELD_OUT_TWINS).flat();
    const scenes = [...train, ...heldOut];
    return {
      train: sideOf(train, 0, ['colours'], randomStream(seed, TRAIN)),
      heldOut: sideOf(heldOut, train.length, EDITS, randomStream(seed, HELD_OUT)),
      shape: [ROW],
      pictures: [SIZE, SIZE, 3],
      range: [-1, 1],
      classNames: scenes.map((scene) => captionOf(scene, false)),
      vocabulary: VOCABULARY,
      editNames: EDIT_NAMES,
      groups: scenes.map(({ ground }) => ground),
    };
  },
  learned: learnedCaptions,
});
