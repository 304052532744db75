import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** Files as a visitor gives them, made by the tests themselves. */
export interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const payload = (name: string, bytes: Uint8Array, mimeType = 'application/octet-stream') => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A grey PNG file of these pixels, row by row. */
export function png(width: number, height: number, grey: Uint8Array): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++)
    rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A picture of a class: dark bars at the angle of the class, shifted by `item`, no two alike. */
export function bars(label: number, item: number, size = 28): Uint8Array {
  const angle = (label * Math.PI) / 8;
  return Uint8Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [at % size, Math.floor(at / size)];
    const along = x * Math.cos(angle) + y * Math.sin(angle) + item / 7;
    return Math.round(
      140 + 90 * Math.sin(along * (0.7 + (item % 5) / 50)) + ((item * 13 + at) % 11),
    );
  });
}

/** A ZIP file with a folder of pictures for each of eight classes. */
export function picturesZip(name: string, perClass: number, size = 28): FilePayload {
  const files: Record<string, Uint8Array> = {};
  for (let label = 0; label < 8; label++)
    for (let item = 0; item < perClass; item++)
      files[`angle ${label}/${item}.png`] = png(size, size, bars(label, item, size));
  return payload(name, zipSync(files, { level: 0 }));
}

/** The same, one picture of which begins well and then is broken. */
export function brokenZip(name: string): FilePayload {
  const files: Record<string, Uint8Array> = {};
  for (let label = 0; label < 3; label++)
    for (let item = 0; item < 8; item++)
      files[`angle ${label}/${item}.png`] = png(28, 28, bars(label, item));
  files['angle 1/broken.png'] = png(28, 28, bars(1, 9)).fill(7, 45, 120);
  return payload(name, zipSync(files, { level: 0 }));
}

/** A table of pairs of texts with near misses, each pair of its own words. */
export function pairsCsv(name: string, pairs: number, faultAt = -1): FilePayload {
  const lines = Array.from({ length: pairs }, (_, i) => {
    const [who, what] = [`cat${i % 20}`, `fish${Math.floor(i / 20)}`];
    return i === faultAt
      ? `"who is ${who} ${what}?,it is,no`
      : `who is ${who} of ${what}?,it is ${what} with ${who},it is ${what} without ${who}`;
  });
  return payload(name, Buffer.from(`question,answer,negative\n${lines.join('\n')}\n`), 'text/csv');
}

/** Pictures and labels as MNIST has them, the pictures packed with gzip. */
export function idxPair(count: number): FilePayload[] {
  const images = Buffer.alloc(16 + count * 784);
  images.set([0, 0, 8, 3]);
  images.writeUInt32BE(count, 4);
  images.writeUInt32BE(28, 8);
  images.writeUInt32BE(28, 12);
  const labels = Buffer.alloc(8 + count);
  labels.set([0, 0, 8, 1]);
  labels.writeUInt32BE(count, 4);
  for (let i = 0; i < count; i++) {
    images.set(bars(i % 4, Math.floor(i / 4)), 16 + i * 784);
    labels[8 + i] = i % 4;
  }
  return [
    payload('train-images-idx3-ubyte.gz', gzipSync(images)),
    payload('train-labels-idx1-ubyte', labels),
  ];
}

/** A table of texts with two columns that could be their label: of three values and of two. */
export function textsCsv(name: string, rows: number): FilePayload {
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `the ${['soup', 'tea', 'cake'][i % 3]} came after ${i} minutes,${['hot', 'wet', 'sweet'][i % 3]},${['north', 'south'][i % 2]}`,
  );
  return payload(name, Buffer.from(`said,label,shop\n${lines.join('\n')}\n`), 'text/csv');
}
