import { expect, test } from 'vitest';
import { version } from '../../package.json';
import { noChoice, type KeptDevices } from '../../src/core/devices.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Placement } from '../../src/core/placement.ts';
import { faultOf } from '../../src/core/trial.ts';
import { answersOf, placedRuntime } from '../../src/engines/placedRuntime.ts';
import type { Runtime } from '../../src/engines/runtime.ts';
import { floats, Tensor } from '../../src/engines/tensors.ts';
import { sha256 } from '../../src/packs/digest.ts';
import { deviceSize, doubler, runtimeOf, type FakeDevice } from '../fakes/device.ts';

const model = new Uint8Array([1, 2, 3]);
const card: Placement = { provider: 'webgpu', why: 'faster', tookMs: 1, otherMs: 40 };
const feeds = {
  x: floats(
    Float32Array.from({ length: deviceSize }, (_, k) => Math.sin(k)),
    [deviceSize],
  ),
};

async function measured(
  placement: Placement,
  other: Partial<KeptDevices> = {},
): Promise<KeptDevices> {
  const graph = {
    stage: 's',
    path: 'a',
    sha256: await sha256(model),
    placement,
    wasmMs: 40,
    webgpuMs: 1,
  };
  const verdict = { threads: 2, byThreads: [], graphs: [graph] };
  return { choice: noChoice, measured: { adapter: 'card', cores: 8, version, verdict }, ...other };
}

interface Machine {
  sure: FakeDevice;
  other: FakeDevice | Failure | null;
  threads: number[];
  asked: number;
}

function machine(
  sure: FakeDevice,
  other: Machine['other'],
): Machine & { runtime: (kept: KeptDevices | null) => Runtime } {
  const here = {
    sure,
    other,
    threads: [] as number[],
    asked: 0,
    runtime: (kept: KeptDevices | null) =>
      placedRuntime(Promise.resolve(kept), {
        cores: 8,
        isIsolated: true,
        processor(threads) {
          here.threads.push(threads);
          return { ...runtimeOf(sure), device: { provider: 'wasm', threads } };
        },
        graphics() {
          here.asked++;
          if (other === null) return Promise.resolve(null);
          const open = () =>
            other instanceof Failure ? Promise.reject(other) : Promise.resolve(other);
          return Promise.resolve({ name: 'card', open });
        },
      }),
  };
  return here;
}

async function afterRuns(runtime: Runtime, runs: number): Promise<Placement | undefined> {
  const graph = await runtime.open(model, 'a');
  for (let k = 0; k < runs; k++) {
    const { y } = await graph.run(feeds, ['y']);
    expect((y?.data as Float32Array)[1]).toBeCloseTo(2 * Math.sin(1), 4);
  }
  return graph.placement;
}

test('where nothing is kept, the processor runs with its usual threads and no card is asked for', async () => {
  const here = machine(doubler('wasm'), doubler('webgpu'));
  const runtime = here.runtime(null);
  expect(await afterRuns(runtime, 2)).toBeUndefined();
  expect(here.asked).toBe(0);
  expect(runtime.device).toEqual({ provider: 'wasm', threads: 4 });
});

test('what was measured decides threads and device, and the processor opens nothing that the card does', async () => {
  const here = machine(doubler('wasm'), doubler('webgpu'));
  const runtime = here.runtime(await measured(card));
  expect(await afterRuns(runtime, 3)).toEqual(card);
  expect([here.sure.runs, (here.other as FakeDevice).runs]).toEqual([0, 3]);
  expect(runtime.device.provider).toBe('webgpu');

  const there = machine(doubler('wasm'), doubler('webgpu'));
  const slow: Placement = { provider: 'wasm', why: 'faster', tookMs: 1, otherMs: 3 };
  expect(await afterRuns(there.runtime(await measured(slow)), 1)).toEqual(slow);
  expect(there.threads.at(-1)).toBe(2);
  expect(there.asked).toBe(0);
});

test('an expert’s choice goes before what was measured', async () => {
  const here = machine(doubler('wasm'), doubler('webgpu'));
  const kept = await measured(card, { choice: { provider: 'wasm', threads: 3 } });
  expect(await afterRuns(here.runtime(kept), 1)).toEqual({ provider: 'wasm', why: 'chosen' });
  expect(here.threads.at(-1)).toBe(3);
  const there = machine(doubler('wasm'), doubler('webgpu'));
  const only: KeptDevices = { choice: { provider: 'webgpu', threads: null } };
  expect(await afterRuns(there.runtime(only), 1)).toEqual({ provider: 'webgpu', why: 'chosen' });
});

test('another card, other weights or another version of the page are not what was measured', async () => {
  const untried = { provider: 'wasm', why: 'untried' };
  const kept = await measured(card);
  const others = [
    { ...kept.measured, adapter: 'an older card' },
    { ...kept.measured, version: '0.0.0' },
    {
      ...kept.measured,
      verdict: {
        ...kept.measured?.verdict,
        graphs: kept.measured?.verdict.graphs.map((graph) => ({
          ...graph,
          sha256: 'f'.repeat(64),
        })),
      },
    },
  ] as KeptDevices['measured'][];
  for (const other of others) {
    const here = machine(doubler('wasm'), doubler('webgpu'));
    const stale = { ...kept, measured: other } as KeptDevices;
    expect(await afterRuns(here.runtime(stale), 1)).toEqual(untried);
  }
});

test('no card, a line that breaks and a graph that the card cannot open leave the processor, and say why', async () => {
  const kept = await measured(card);
  const unable = { ...doubler('webgpu'), open: () => Promise.reject(new Error('no such kernel')) };
  const cases = [
    [null, 'only'],
    [new Failure('packMissing'), 'unreachable'],
    [unable, 'broken'],
  ] as const;
  for (const [other, why] of cases) {
    const here = machine(doubler('wasm'), other);
    expect(await afterRuns(here.runtime(kept), 2)).toEqual({ provider: 'wasm', why });
  }
});

test('a card that breaks off, gives NaN or a flat picture costs no run its answer', async () => {
  const failing = {
    lost: () => {
      throw new Error('device lost');
    },
    notFinite: (numbers: Float32Array) => numbers.map(() => NaN),
    flat: (numbers: Float32Array) => numbers.fill(0),
  };
  for (const [why, fail] of Object.entries(failing)) {
    const sure = doubler('wasm');
    const other = doubler('webgpu', 1, (numbers, run) => (run > 2 ? fail(numbers) : numbers));
    const here = machine(sure, other);
    expect(await afterRuns(here.runtime(await measured(card)), 6)).toEqual({
      provider: 'wasm',
      why,
    });
    expect([other.runs, sure.runs]).toEqual([3, 4]);
  }
});

test.each([
  ['NaN', () => 0x7e00, 'notFinite'],
  ['flat', () => 0x3800, 'flat'],
  ['sound', (k: number) => 0x3800 + (k % 64), null],
] as const)('answers in half precision are looked at as well: %s', (_, half, why) => {
  const data = Uint16Array.from({ length: deviceSize }, (_value, k) => half(k));
  const answers = answersOf({ y: new Tensor('float16', data, [deviceSize]) });
  expect(answers['y']).toHaveLength(deviceSize);
  expect(faultOf(answers)).toBe(why);
});

test('a card that is lost while it is asked does not hold the run up', async () => {
  const other = doubler('webgpu');
  const { device, lost } = other;
  const silent = {
    ...other,
    device,
    lost,
    open: async () => ({
      ...(await other.open(model, 'a')),
      run() {
        other.lose();
        return new Promise<never>(() => undefined);
      },
    }),
  };
  const here = machine(doubler('wasm'), silent);
  expect(await afterRuns(here.runtime(await measured(card)), 2)).toEqual({
    provider: 'wasm',
    why: 'lost',
  });
});
