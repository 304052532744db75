import { type Random, randomStream } from '../../random';

const TABLE_LENGTH = 65536;
let table: Float32Array | undefined;

/** Standard normal numbers in pairs z, -z: their mean is 0 to the last bit. */
function normalTable(): Float32Array {
  const random = randomStream(0);
  const normals = new Float32Array(TABLE_LENGTH);
  for (let index = 0; index < TABLE_LENGTH; index += 2) {
    const normal = random.normal();
    normals[index] = normal;
    normals[index + 1] = -normal;
  }
  return normals;
}

/**
 * Adds normal noise to every value. The noise is picked at random from a fixed table, which is
 * several times faster than a logarithm and a cosine for each of millions of pixels.
 */
export function addNoise(values: Float32Array, deviation: number, random: Random): void {
  table ??= normalTable();
  for (let index = 0; index < values.length; index++) {
    const normal = table[random.integer(TABLE_LENGTH)] as number;
    values[index] = (values[index] as number) + normal * deviation;
  }
}
