import { expect, test } from 'vitest';
import type { Placement } from '../../src/core/placement.ts';
import type { Graph, Runtime, Tensors } from '../../src/engines/runtime.ts';
import { floats } from '../../src/engines/tensors.ts';
import { triedRuntime, type Verdicts } from '../../src/engines/triedRuntime.ts';

const size = 2000;
/** The clock of these tests: each device says how long it takes. */
let clockMs = 0;

/** A device that doubles what it is fed, in its own time and manner. */
function doubler(
  provider: 'wasm' | 'webgpu',
  tookMs: number,
  manner: (numbers: Float32Array, run: number) => Float32Array = (numbers) => numbers,
): Runtime & { runs: number } {
  const runtime = {
    runs: 0,
    device: { provider, threads: 1 },
    open(): Promise<Graph> {
      return Promise.resolve({
        inputs: new Map([['x', 'float32' as const]]),
        shapes: new Map(),
        outputs: ['y'],
        async run(feeds: Tensors): Promise<Tensors> {
          const run = ++runtime.runs;
          clockMs += tookMs;
          await Promise.resolve();
          const doubled = (feeds['x']?.data as Float32Array).map((value) => 2 * value);
          return { y: floats(manner(doubled, run), [size]) };
        },
      });
    },
  };
  return runtime;
}

const feeds = {
  x: floats(
    Float32Array.from({ length: size }, (_, k) => Math.sin(k)),
    [size],
  ),
};
const right = 2 * Math.sin(1);

/** Verdicts that last as long as a test. */
function memory(): Verdicts & { kept: Map<string, Placement> } {
  const kept = new Map<string, Placement>();
  return {
    kept,
    read: (key) => Promise.resolve(kept.get(key) ?? null),
    write(key, verdict) {
      kept.set(key, verdict);
      return Promise.resolve();
    },
  };
}

async function afterRuns(
  sure: Runtime,
  other: Runtime | null,
  runs: number,
  verdicts: Verdicts = memory(),
) {
  const second = other === null ? null : { name: 'card', open: () => Promise.resolve(other) };
  const find = () => Promise.resolve(second);
  const runtime = triedRuntime(sure, find, verdicts, () => clockMs);
  const graph = await runtime.open(new Uint8Array(1), 'a');
  for (let k = 0; k < runs; k++) {
    const { y } = await graph.run(feeds, ['y']);
    expect((y?.data as Float32Array)[1]).toBeCloseTo(right, 2);
  }
  return graph.placement;
}

test('a faster device with the same answer is kept, and does the later runs alone', async () => {
  const [sure, other] = [doubler('wasm', 40), doubler('webgpu', 1)];
  expect(await afterRuns(sure, other, 5)).toMatchObject({ provider: 'webgpu', why: 'faster' });
  expect([sure.runs, other.runs]).toEqual([2, 2 + 3]);
});

test('a slower one is left, and so is the trial: it is made once', async () => {
  const [sure, other] = [doubler('wasm', 1), doubler('webgpu', 40)];
  expect(await afterRuns(sure, other, 5)).toMatchObject({ provider: 'wasm', why: 'faster' });
  expect([sure.runs, other.runs]).toEqual([5, 2]);
});

test('a wrong answer, one that never comes in one piece, and none at all leave the sure device', async () => {
  const wrong = doubler('webgpu', 1, (numbers) => numbers.map((value) => value * 1.1));
  expect(await afterRuns(doubler('wasm', 20), wrong, 4)).toEqual({
    provider: 'wasm',
    why: 'wrong',
  });
  const broken = doubler('webgpu', 1, () => {
    throw new Error('no such kernel');
  });
  expect(await afterRuns(doubler('wasm', 20), broken, 4)).toEqual({
    provider: 'wasm',
    why: 'broken',
  });
  expect(await afterRuns(doubler('wasm', 1), null, 4)).toEqual({ provider: 'wasm', why: 'only' });
});

test('a kept device that is lost, gives NaN or a flat picture costs no run its answer', async () => {
  const failing = {
    lost: () => {
      throw new Error('device lost');
    },
    notFinite: (numbers: Float32Array) => numbers.map(() => NaN),
    flat: (numbers: Float32Array) => numbers.fill(0),
  };
  for (const [why, fail] of Object.entries(failing)) {
    const sure = doubler('wasm', 40);
    const other = doubler('webgpu', 1, (numbers, run) => (run > 4 ? fail(numbers) : numbers));
    expect(await afterRuns(sure, other, 8)).toEqual({ provider: 'wasm', why });
    expect(other.runs).toBe(5);
    expect(sure.runs).toBe(2 + 4);
  }
});

test('a verdict against the second device is kept for later visits; that it was lost is not', async () => {
  const verdicts = memory();
  await afterRuns(doubler('wasm', 1), doubler('webgpu', 40), 3, verdicts);
  const again = doubler('webgpu', 40);
  expect(await afterRuns(doubler('wasm', 1), again, 5, verdicts)).toMatchObject({
    provider: 'wasm',
    why: 'faster',
  });
  expect(again.runs).toBe(0);

  const others = memory();
  const losing = doubler('webgpu', 1, (numbers, run) => {
    if (run > 3) throw new Error('device lost');
    return numbers;
  });
  await afterRuns(doubler('wasm', 40), losing, 6, others);
  expect([...others.kept.values()].map(({ provider }) => provider)).toEqual(['webgpu']);
});
