import type { Graph, Runtime, Tensors } from '../../src/engines/runtime.ts';
import { floats } from '../../src/engines/tensors.ts';
import type { GraphicsRuntime } from '../../src/engines/webgpuRuntime.ts';

export const deviceSize = 2000;

export interface FakeDevice extends GraphicsRuntime {
  runs: number;
  lose: () => void;
}

/** The clock of fake devices: each says how long it takes, in milliseconds. */
export const fakeClock = { ms: 0, now: (): number => fakeClock.ms };

/** A device that doubles the `deviceSize` numbers it is fed, in its own time and manner. */
export function doubler(
  provider: 'wasm' | 'webgpu',
  tookMs = 1,
  manner: (numbers: Float32Array, run: number) => Float32Array = (numbers) => numbers,
): FakeDevice {
  let lose: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => (lose = resolve));
  const device: FakeDevice = {
    runs: 0,
    lost,
    lose,
    device: { provider, threads: 1 },
    open: () => Promise.resolve(graph),
  };
  const graph: Graph = {
    inputs: new Map([['x', 'float32' as const]]),
    shapes: new Map(),
    outputs: ['y'],
    async run(feeds: Tensors): Promise<Tensors> {
      const run = ++device.runs;
      fakeClock.ms += tookMs;
      await Promise.resolve();
      const doubled = (feeds['x']?.data as Float32Array).map((value) => 2 * value);
      return { y: floats(manner(doubled, run), [deviceSize]) };
    },
  };
  return device;
}

/** The runtime of a device, without what only cards have. */
export function runtimeOf(fake: FakeDevice): Runtime {
  return { device: fake.device, open: (...asked) => fake.open(...asked) };
}
