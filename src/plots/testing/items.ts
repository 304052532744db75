import type { ShownItems } from '../shared/props';

/** Made-up items for the tests of plots: the same every time. */

const GROUP_NAMES = ['O0Q', 'Il1', '5S', '2Z', '8B', '6GC', 'EF', 'PRD', 'UV', '7T'];

/** 24 glyph classes in 10 groups, `perClass` items each, of 4 by 4 grey pixels. */
export function glyphItems(perClass = 4): ShownItems {
  const names = [...GROUP_NAMES.join('')];
  const count = names.length * perClass;
  const labels = Int32Array.from({ length: count }, (_, item) => Math.floor(item / perClass));
  const thumbnails = Uint8Array.from({ length: count * 16 }, (_, pixel) => (pixel * 37) % 256);
  return {
    shape: [4, 4, 1],
    range: [-1, 1],
    classNames: names,
    groups: GROUP_NAMES.flatMap((group, index) => Array(group.length).fill(index)),
    labels,
    thumbnails,
    texts: null,
    train: { labels: labels.toReversed(), thumbnails: thumbnails.toReversed(), texts: null },
  };
}

const SUBJECTS = ['the dog', 'the cat', 'the horse', 'the girl'];
const VERBS = ['chased', 'followed', 'did not chase', 'did not follow'];

/** 96 items of 48 meanings: what somebody did to the fox, and the same in the passive voice. */
export function sentenceItems(): ShownItems {
  const meanings = SUBJECTS.flatMap((who) =>
    VERBS.flatMap((did) =>
      ['', ' today', ' in the old barn'].map((when) => `${who} ${did}${when}`),
    ),
  );
  const texts = meanings.flatMap((meaning) => [
    `${meaning}, and the fox ran`,
    `the fox ran because ${meaning}`,
  ]);
  const labels = Int32Array.from(texts, (_, item) => item >> 1);
  const thumbnails = new Uint8Array();
  return {
    shape: [18],
    range: [0, 40],
    classNames: meanings,
    groups: meanings.map((_, label) => Math.floor(label / 3)),
    labels,
    thumbnails,
    texts,
    train: { labels: labels.toReversed(), thumbnails, texts: texts.toReversed() },
  };
}

/** 24 items of 6 scenes, pictures and captions in turn, of 4 by 4 pixels in colour. */
export function captionedItems(): ShownItems {
  const scenes = ['red', 'green', 'blue'].flatMap((colour) =>
    ['ring', 'cross'].map((shape) => `a ${colour} ${shape} on sand`),
  );
  const texts = scenes.flatMap((scene) => ['', scene, '', `on sand ${scene}`]);
  const labels = Int32Array.from(texts, (_, item) => item >> 2);
  const thumbnails = Uint8Array.from({ length: texts.length * 48 }, (_, at) => (at * 37) % 256);
  return {
    shape: [4, 4, 3],
    range: [-1, 1],
    classNames: scenes,
    groups: scenes.map((_, label) => label >> 1),
    labels,
    thumbnails,
    texts,
    train: { labels, thumbnails, texts },
  };
}
