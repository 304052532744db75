import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Strict policy for the built page; `wasm-unsafe-eval` is for the wasm backend alone. */
const CSP = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
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
}

/** Where the bodies of functions stand that only the worker calls, last first. */
function mathsIn(program: unknown): Node[] {
  const found: Node[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (node && typeof node === 'object') {
      const { type = '', params, body, key, value } = node as Partial<Node>;
      const takesTf = /Function/.test(type) && params?.[0]?.name === 'tf';
      if (takesTf && body) found.push(body);
      else if (key?.name === 'load' && value?.body) found.push(value.body);
      else visit(Object.values(node));
    }
  };
  visit(program);
  return found.sort((a, b) => b.start - a.start);
}

/**
 * The page lists parts but never runs their maths nor draws their data; the worker does. So in the
 * page's own script functions that take TensorFlow.js, and `load` of data sets, are left empty (the
 * worker is built apart, without this).
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

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicy, partsWithoutMaths],
  build: {
    target: 'es2023',
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      // d3 loads all of its parts for what they add to one another; the plots use none of that.
      treeshake: { moduleSideEffects: [{ test: /\/node_modules\/d3/, sideEffects: false }] },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: { output: { comments: { legal: false } } },
  },
  // Named here because only the worker imports them: found late, they would reload the page mid-run.
  optimizeDeps: { include: TENSORFLOW },
  // In Node the packages' CommonJS and ES builds must not meet: one copy, the ES one, through Vite.
  ssr: { noExternal: [/^@tensorflow\//] },
  preview: { headers: { 'Content-Security-Policy': CSP } },
});
