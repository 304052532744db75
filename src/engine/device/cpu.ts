import { install, uninstall } from './install';
import type { OpenRung } from './rung';

/** Plain JavaScript: right, and a hundred times slower than wasm. The last rung; it can't fail. */
export const openCpu: OpenRung = async () => {
  const [{ MathBackendCPU }, { registerCpuKernels }] = await Promise.all([
    import('@tensorflow/tfjs-backend-cpu'),
    import('../kernels/processor'),
  ]);
  registerCpuKernels();
  await install('cpu', new MathBackendCPU());
  return { adapter: 'plain JavaScript', close: () => uninstall('cpu') };
};
