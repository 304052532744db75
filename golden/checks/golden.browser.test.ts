import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenBackend, openBackend } from '../../src/engine/device/ladder';
import { wasmFiles } from '../../src/engine/device/wasmFiles';
import { checkFile } from './check';

const texts = import.meta.glob<string>('../*.json', {
  query: '?raw',
  import: 'default',
});

describe('on WebGPU', () => {
  let opened: OpenBackend;
  beforeAll(async () => {
    opened = await openBackend({ forced: 'webgpu', wasmFiles });
    expect(opened.name).toBe('webgpu');
  });
  afterAll(() => opened.close());

  const files = Object.entries(texts).map(([path, read]) => ({
    file: path.slice(path.lastIndexOf('/') + 1),
    read,
  }));
  test.each(files)(
    '$file agrees with the reference within its tolerance',
    async ({ file, read }) => {
      const text = await read();
      const { outcome, failures } = await checkFile(file, () => text);
      expect(failures).toEqual([]);
      expect(outcome).toBe('passed');
    },
  );
});
