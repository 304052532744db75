/** Deno has some of Node's globals; TensorFlow.js shall take it for a worker of a browser. */
Object.assign(globalThis, { WorkerGlobalScope: class {} });
