import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('../**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

test('only the declarations of the backends’ internals reach for the backend in use', () => {
  const reaching = Object.entries(sources).filter(([, text]) => text.includes('tf.backend()'));
  const files = reaching.map(([file]) => file.replace('../tensors/', './'));
  expect(files.sort()).toEqual(['./wasmInternals.ts', './webgpuInternals.ts']);
});
