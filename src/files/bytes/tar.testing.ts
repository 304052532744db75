/** One file or header of a tar file as GNU tar writes it, padded to blocks of 512 bytes. */
function block(path: string, contents: Uint8Array, type = '0'): Uint8Array {
  const bytes = new Uint8Array(512 + Math.ceil(contents.length / 512) * 512);
  const put = (text: string, at: number) => {
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  };
  put(path.slice(0, 100), 0);
  put('0000644\0', 100);
  put(`${contents.length.toString(8).padStart(11, '0')}\0`, 124);
  put('        ', 148);
  put(type, 156);
  put('ustar\x0000', 257);
  const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  bytes.set(contents, 512);
  return bytes;
}

const text = (words: string) => new TextEncoder().encode(words);

/** How long names are written: by GNU tar, or as POSIX (pax) has it. */
export type LongNames = 'gnu' | 'pax';

/** A tar file of these files. */
export function tar(files: Readonly<Record<string, Uint8Array>>, long: LongNames = 'gnu') {
  const parts = Object.entries(files).flatMap(([path, contents]) => {
    if (path.length <= 100) return [block(path, contents)];
    const line = ` path=${path}\n`;
    const length = line.length + String(line.length + 3).length;
    const before =
      long === 'gnu'
        ? block('././@LongLink', text(`${path}\0`), 'L')
        : block('PaxHeaders/x', text(`${length}${line}`), 'x');
    return [before, block(path, contents)];
  });
  return new Uint8Array([...parts, new Uint8Array(1024)].flatMap((part) => Array.from(part)));
}
