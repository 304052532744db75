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
  plugins: [react(), contentSecurityPolicy],
  build: { target: 'es2023', license: { fileName: 'licenses.md' } },
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
