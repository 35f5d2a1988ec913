import { keptVerdicts } from './keptVerdicts.ts';
import { wasmRuntime, type Runtime } from './runtime.ts';
import { triedRuntime, type Second } from './triedRuntime.ts';
import { findGraphics } from './webgpuRuntime.ts';

/** wasm, and WebGPU for every graph that it does rightly and faster on this machine. */
export function bestRuntime(): Runtime {
  let found: Promise<Second | null> | null = null;
  return triedRuntime(wasmRuntime(), () => (found ??= findGraphics()), keptVerdicts);
}
