import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { registerWebgpuKernels } from '../kernels/webgpu/index';
import { tf } from '../tf';
import { install, uninstall } from './install';
import { isSoftware, type OpenRung } from './rung';

// Small ops must not run on the CPU behind our back: a captured step would freeze their results.
tf.env().set('WEBGPU_CPU_FORWARD', false);

/** Ten: eight, the default, makes `tf.addN` of eight tensors drop its command buffer silently. */
const STORAGE_BUFFERS = 10;

const LARGEST_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const;

const WANTED_FEATURES = ['timestamp-query', 'subgroups'] as const;

/**
 * WebGPU on a device of our own, with higher limits where the adapter has them, and with
 * `timestamp-query` and `subgroups` where it has those.
 */
export const openWebgpu: OpenRung = async ({ allowSoftware, onLost, onGpuError }) => {
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) throw new Error(whyNot());
  const adapter =
    (await gpu.requestAdapter({ powerPreference: 'high-performance' })) ??
    (allowSoftware ? await gpu.requestAdapter({ forceFallbackAdapter: true }) : null);
  if (!adapter) throw new Error('WebGPU offers no adapter');
  const name = nameOf(adapter.info);
  const software = adapter.info.isFallbackAdapter || isSoftware(name);
  if (software && !allowSoftware) throw new Error(`WebGPU offers only software (${name})`);

  const device = await adapter.requestDevice({
    requiredFeatures: WANTED_FEATURES.filter((feature) => adapter.features.has(feature)),
    requiredLimits: limitsOf(adapter.limits),
  });
  let closed = false;
  device.lost.then(({ message, reason }) => {
    if (!closed) onLost(message || reason);
  });
  device.addEventListener('uncapturederror', ({ error }) => onGpuError(error.message));
  const close = () => {
    closed = true;
    uninstall('webgpu');
    device.destroy();
  };
  registerWebgpuKernels();
  try {
    await install('webgpu', new WebGPUBackend(device, adapter.info));
  } catch (error) {
    close();
    throw error;
  }
  return { adapter: software ? `${name} (software)` : name, isSoftware: software, device, close };
};

/** Why this browser offers no WebGPU, as a clause. */
function whyNot(): string {
  return globalThis.isSecureContext === false
    ? 'this page came over http, and browsers give WebGPU to https alone'
    : 'WebGPU is not available here';
}

/** "apple metal-3": browsers leave out whatever could tell visitors apart. */
function nameOf({ description, vendor, architecture, device }: GPUAdapterInfo): string {
  return description || [vendor, architecture, device].filter(Boolean).join(' ') || 'unnamed GPU';
}

function limitsOf(limits: GPUSupportedLimits): Record<string, number> {
  return {
    maxStorageBuffersPerShaderStage: Math.min(
      STORAGE_BUFFERS,
      limits.maxStorageBuffersPerShaderStage,
    ),
    ...Object.fromEntries(LARGEST_LIMITS.map((limit) => [limit, limits[limit]])),
  };
}
