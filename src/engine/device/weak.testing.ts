/** What every device with WebGPU has (https://www.w3.org/TR/webgpu/#limits); many have no more. */
const PROMISED = {
  maxStorageBuffersPerShaderStage: 8,
  maxBufferSize: 268_435_456,
  maxStorageBufferBindingSize: 134_217_728,
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupSizeY: 256,
  maxComputeWorkgroupSizeZ: 64,
  maxComputeWorkgroupsPerDimension: 65_535,
} as const;

/**
 * Makes adapters of WebGPU offer what the standard promises and nothing else: no higher limit, no
 * `subgroups`, no `timestamp-query`. Devices asked for meanwhile truly have no more.
 * @returns what undoes it
 */
export function weakenAdapters(): () => void {
  const weak = { limits: PROMISED, features: new Set<string>() };
  const undo = Object.entries(weak).map(([name, value]) => {
    const before = Object.getOwnPropertyDescriptor(GPUAdapter.prototype, name);
    Object.defineProperty(GPUAdapter.prototype, name, { configurable: true, get: () => value });
    return () => Object.defineProperty(GPUAdapter.prototype, name, before as PropertyDescriptor);
  });
  return () => {
    for (const one of undo) one();
  };
}
