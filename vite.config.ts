import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import about from './package.json' with { type: 'json' };
import { partsWithoutTexts, partTexts } from './scripts/partTexts.ts';
import { workerLicenses } from './scripts/workerLicenses.ts';

/** Where a visitor's data set is asked for by its name, and where its files lie. */
const HUB = [
  'https://datasets-server.huggingface.co',
  'https://huggingface.co',
  'https://*.huggingface.co',
  'https://*.hf.co',
];

/** Strict policy for the built page; `wasm-unsafe-eval` is for the wasm backend alone. */
const CSP = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  `connect-src 'self' ${HUB.join(' ')}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The dev server injects inline scripts, so the policy is added to builds only. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CSP },
      injectTo: 'head-prepend',
    },
  ],
};

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly params?: readonly { readonly name?: string }[];
  readonly body?: Node;
  readonly key?: { readonly name?: string };
  readonly value?: Node;
  readonly shorthand?: boolean;
}

/** Functions of parts that only the worker calls though they take no TensorFlow.js. */
const OF_THE_WORKER = new Set(['load', 'learned', 'lists', 'sample', 'weights']);

/** Where the bodies of functions stand that only the worker calls, last first. */
function mathsIn(program: unknown): Node[] {
  const found: Node[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (node && typeof node === 'object') {
      const { type = '', params, body, key, value, shorthand } = node as Partial<Node>;
      const takesTf = /Function/.test(type) && params?.[0]?.name === 'tf';
      const isOfTheWorker = OF_THE_WORKER.has(key?.name ?? '') && !shorthand;
      const named = value?.type === 'Identifier' ? value : undefined;
      const maths = takesTf ? body : isOfTheWorker ? (value?.body ?? named) : undefined;
      if (maths) found.push(maths);
      else visit(Object.values(node));
    }
  };
  visit(program);
  return found.sort((a, b) => b.start - a.start);
}

/**
 * The page lists parts but never runs their maths nor draws their data; the worker does. So in the
 * page's own script functions that take TensorFlow.js, and the others that only the worker calls, are
 * left empty (the worker is built apart, without this).
 */
const partsWithoutMaths: Plugin = {
  name: 'parts-without-maths',
  apply: 'build',
  transform: {
    filter: { id: /\/src\/parts\/.*\.ts$/ },
    handler(code) {
      const emptied = mathsIn(this.parse(code, { lang: 'ts' })).reduce(
        (text, { start, end }) => `${text.slice(0, start)}{}${text.slice(end)}`,
        code,
      );
      return { code: emptied, map: null };
    },
  },
};

const TENSORFLOW = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-cpu',
];

const FILES = ['fast-png', 'fflate', 'hyparquet', 'hyparquet-compressors', 'idb-keyval', 'tiff'];

const licenses = workerLicenses('licenses-workers.md');

export default defineConfig({
  base: './',
  define: { 'import.meta.env.PUSHPULL_VERSION': JSON.stringify(about.version) },
  plugins: [
    react(),
    contentSecurityPolicy,
    partTexts,
    partsWithoutTexts,
    partsWithoutMaths,
    licenses.list,
  ],
  build: {
    target: 'es2023',
    // Every browser of that target preloads modules by itself.
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      // d3 loads all of its parts for what they add to one another; the plots use none of that.
      treeshake: { moduleSideEffects: [{ test: /\/node_modules\/d3/, sideEffects: false }] },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [licenses.collect],
    rolldownOptions: { output: { comments: { legal: false } } },
  },
  // Named here because only workers import them: found late, they would reload the page mid-run.
  optimizeDeps: { include: [...TENSORFLOW, ...FILES] },
  // In Node the packages' CommonJS and ES builds must not meet: one copy, the ES one, through Vite.
  ssr: { noExternal: [/^@tensorflow\//] },
  preview: { headers: { 'Content-Security-Policy': CSP } },
});
