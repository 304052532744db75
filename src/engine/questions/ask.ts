import type { Data } from '../../parts/data';
import { similarities } from '../../parts/metrics/shared/similarities';
import { sizeOf } from '../../parts/sizeOf';
import { labelOfText, picturesOf } from '../../parts/text/said';
import { answering, keysOfQueries } from '../../parts/text/search';
import { itemOfText, unreadable } from '../../parts/text/tokens';
import type { Answer, AnsweredText, RankedItem } from '../../protocol/answers';
import type { Lane } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';
import type { Between } from '../lanes/turns';
import { tf } from '../tf';

/** The held-out items that can be found: where there are pictures among texts, the pictures. */
const findable = ({ heldOut, pictures }: Data): Int32Array =>
  pictures ? picturesOf(heldOut) : answering(heldOut);

/**
 * The held-out queries that say the text word for word, and the keys given for them; where there are
 * pictures among texts, the pictures of which it is true.
 */
function givenFor(data: Data, text: string) {
  const { heldOut, vocabulary = [], pictures } = data;
  if (pictures) {
    const label = labelOfText(text, heldOut, vocabulary);
    const isTrue = (item: number) => heldOut.labels[item] === label;
    return { queries: new Set<number>(), keys: new Set(picturesOf(heldOut).filter(isTrue)) };
  }
  const said = text.trim();
  const queries = [...keysOfQueries(heldOut)].filter(([query]) => heldOut.texts?.[query] === said);
  return {
    queries: new Set(queries.map(([query]) => query)),
    keys: new Set(queries.flatMap(([, keys]) => [...keys])),
  };
}

/** Items from the nearest to the farthest; those as near as one another in their order. */
function ranked(
  items: Int32Array,
  cosines: Float64Array,
  without: ReadonlySet<number>,
): RankedItem[] {
  const order = Array.from(items, (item, place) => ({
    item,
    cosine: cosines[place] as number,
  })).filter(({ item }) => !without.has(item));
  order.sort((a, b) => b.cosine - a.cosine);
  return order.map((one, place) => ({ ...one, rank: place + 1 }));
}

/** Unit rows of the texts and then of the items, off the device. */
async function embedded(lane: Lane, lanes: Lanes, texts: readonly string[], items: Int32Array) {
  const { data, plan } = lane;
  const size = sizeOf(data.shape);
  const values = new Float32Array(texts.length * size);
  for (const [row, text] of texts.entries()) values.set(itemOfText(data, text), row * size);
  const rows = tf.tidy(() => {
    const asked = tf.tensor(values, [texts.length, ...data.shape]);
    if (items.length === 0) return lane.embedded(asked);
    const found = lanes.heldOut.itemsOf(tf.tensor1d(items, 'int32'));
    return tf.concat([lane.embedded(asked), lane.embedded(found)]);
  });
  const all = new Float32Array(await rows.data());
  rows.dispose();
  const split = texts.length * plan.d;
  return { asked: all.subarray(0, split), found: all.subarray(split) };
}

/**
 * How a lane sees texts as it stands: by an ordinary forward pass, which leaves the lane alone. With
 * a `count` of 0 nothing is looked for, and the held-out items are not encoded.
 */
async function answerOf(
  lanes: Lanes,
  lane: Lane,
  texts: readonly string[],
  count: number,
): Promise<Answer> {
  const { data, plan, step, id } = lane;
  if (texts.length === 0) return { id, step, cosines: new Float32Array(), texts: [] };
  const items = count > 0 ? findable(data) : new Int32Array();
  const { asked, found } = await embedded(lane, lanes, texts, items);
  const toItems = similarities(asked, found, plan.d);
  return {
    id,
    step,
    cosines: Float32Array.from(similarities(asked, asked, plan.d)),
    texts: texts.map((text, row): AnsweredText => {
      const own = toItems.subarray(row * items.length, (row + 1) * items.length);
      const { queries, keys } = givenFor(data, text);
      const order = ranked(items, own, queries);
      return {
        ...unreadable(data, text),
        among: order.length,
        nearest: order.slice(0, count),
        right: order.filter(({ item }) => keys.has(item)),
      };
    }),
  };
}

/** The answers of every lane, one after the other; none where items are no texts. */
export async function answersOf(
  lanes: Lanes,
  texts: readonly string[],
  count: number,
  between: Between,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  if (!lanes.data.vocabulary) return answers;
  for (const lane of lanes.all) {
    answers.push(await answerOf(lanes, lane, texts, count));
    await between();
  }
  return answers;
}
