import type { Data, Items } from '../../parts/data';

/** The data with those channels of their pictures alone that a visitor is shown. */
export function withSeenChannels(data: Data): Data {
  const { seenChannels: seen, shape } = data;
  const channels = shape.at(-1) as number;
  if (seen === undefined || seen >= channels) return data;
  const seenOf = (items: Items): Items => {
    const pixels = items.values.length / channels;
    const values = new Float32Array(pixels * seen);
    for (let pixel = 0; pixel < pixels; pixel++)
      for (let channel = 0; channel < seen; channel++)
        values[pixel * seen + channel] = items.values[pixel * channels + channel] as number;
    return { ...items, values };
  };
  return {
    ...data,
    shape: [...shape.slice(0, -1), seen],
    train: seenOf(data.train),
    heldOut: seenOf(data.heldOut),
  };
}
