const MAGIC = 0x184d2204;

/** One block of LZ4: literals, and copies of what was written before. Returns where it ended. */
function decodeBlock(block: Uint8Array, out: Uint8Array, from: number): number {
  let at = 0;
  let end = from;
  const more = (length: number): number => {
    let sum = length;
    if (length !== 15) return sum;
    for (let byte = 255; byte === 255; ) {
      byte = block[at++] as number;
      sum += byte;
    }
    return sum;
  };
  while (at < block.length) {
    const token = block[at++] as number;
    const literals = more(token >> 4);
    if (end + literals > out.length) throw new RangeError('more than was announced');
    out.set(block.subarray(at, at + literals), end);
    at += literals;
    end += literals;
    if (at >= block.length) break;
    const offset = (block[at] as number) | ((block[at + 1] as number) << 8);
    at += 2;
    const length = more(token & 15) + 4;
    if (offset === 0 || offset > end || end + length > out.length)
      throw new RangeError('a copy of what is not there');
    for (let i = 0; i < length; i++) {
      out[end] = out[end - offset] as number;
      end++;
    }
  }
  return end;
}

/**
 * Unpacks an LZ4 frame (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md) of `length`
 * bytes once unpacked. Checksums are not looked at. @throws RangeError when it is broken
 */
export function unpackedLz4(frame: Uint8Array, length: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('no LZ4 frame');
  const flags = view.getUint8(4);
  const hasBlockSums = (flags & 0x10) !== 0;
  let at = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
  const out = new Uint8Array(length);
  let end = 0;
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return out.subarray(0, end);
    const stored = size & 0x7fffffff;
    const block = frame.subarray(at, at + stored);
    if (size >>> 31) {
      out.set(block, end);
      end += stored;
    } else end = decodeBlock(block, out, end);
    at += stored + (hasBlockSums ? 4 : 0);
  }
}
