import type { ModelClient, RunOutcome } from '../../src/bridge/contract.ts';
import { Failure, type FailureKind } from '../../src/core/failure.ts';
import type { Family, Pixels, RunEvent, RunRequest } from '../../src/core/run.ts';

/** How a fake model behaves. */
export interface Manner {
  /** Milliseconds between events; 0 only lets other tasks in. */
  paceMs: number;
  /** Fails with this kind after `failAfter` events, on the first run only, or on every one. */
  failure?: FailureKind;
  failAfter?: number;
  failsAlways?: boolean;
  /** Never gets past this event. */
  stuckAt?: 'loading' | 'running';
}

const story =
  ' The cat sat on the sunny windowsill and watched the birds . It was warm , and soon the cat began to purr . ' +
  '"What a fine day ," it thought , and fell asleep .';

/** The fakes' own small generator (mulberry32), in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Colour = readonly [number, number, number];

/** A window, a sill and a cat, at `x, y` in [0, 1]. */
function sceneAt(x: number, y: number): Colour {
  const inside = (cx: number, cy: number, rx: number, ry: number): boolean =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
  const ear = (cx: number): boolean => y > 0.26 && y < 0.38 && Math.abs(x - cx) < (y - 0.26) * 0.45;
  if (inside(0.45, 0.42, 0.025, 0.03) || inside(0.57, 0.42, 0.025, 0.03)) return [40, 52, 40];
  if (inside(0.51, 0.43, 0.14, 0.12) || ear(0.42) || ear(0.6)) return [226, 142, 62];
  if (inside(0.51, 0.64, 0.17, 0.19)) return [214, 126, 50];
  if (y > 0.76) return [205 - y * 30, 180 - y * 30, 148 - y * 30];
  if (x < 0.07 || x > 0.93 || y < 0.06 || Math.abs(x - 0.72) < 0.012) return [236, 226, 208];
  if (inside(0.2, 0.2, 0.08, 0.08)) return [255, 226, 120];
  return [150 + y * 80, 205 + y * 30, 238];
}

function draw(side: number, noise: number, random: () => number, turn = 0): Pixels {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < side * side; at++) {
    const clean = sceneAt((at % side) / side, Math.floor(at / side) / side);
    for (let channel = 0; channel < 3; channel++) {
      const wild = 128 + (random() + random() + random() - 1.5) * 170;
      data[at * 4 + channel] = (clean[(channel + turn) % 3] ?? 0) * (1 - noise) + wild * noise;
    }
    data[at * 4 + 3] = 255;
  }
  return { width: side, height: side, data };
}

function cut(picture: Pixels, left: number, top: number, side: number): Pixels {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let row = 0; row < side; row++) {
    const from = ((top + row) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + side * 4), row * side * 4);
  }
  return { width: side, height: side, data };
}

const tensor = (name: string, dims: number[], first: number[]) => ({
  name,
  type: 'float32',
  dims,
  first,
});

function* loading(family: Family): Generator<RunEvent> {
  const totalBytes = { gpt2: 6_400_000, dalle: 14_300_000, diffusion: 24_800_000 }[family];
  for (let tenth = 1; tenth <= 10; tenth++) {
    const loadedBytes = (totalBytes * tenth) / 10;
    yield { type: 'loading', family, file: 'onnx/model.onnx', loadedBytes, totalBytes };
  }
}

function* write(prompt: string, seed: number, paceMs: number): Generator<RunEvent> {
  const random = randomOf(seed);
  const words = story.split(/(?=\s)/);
  for (const [index, text] of words.entries()) {
    const others = [' soft', ' bird', ' moon', ' little'].map((word, at) => ({
      id: at,
      text: word,
      probability: 0.3 * random() * 0.6 ** at,
    }));
    const probability = 0.35 + 0.3 * random();
    const chosen = { id: 100 + index, text, probability };
    yield {
      type: 'token',
      index,
      ...chosen,
      candidates: [chosen, ...others].sort((a, b) => b.probability - a.probability),
      elapsedMs: (index + 1) * paceMs,
    };
  }
  yield {
    type: 'stage',
    family: 'gpt2',
    stage: 'decoder',
    inputs: [tensor('input_ids', [1, prompt.split(' ').length], [4, 17, 9])],
    outputs: [tensor('logits', [1, words.length, 2048], [0.31, -2.4, 1.72])],
    elapsedMs: paceMs,
  };
  const elapsedMs = words.length * paceMs;
  const result = { kind: 'text', text: story, tokens: words.length, ended: 'model' } as const;
  yield { type: 'done', family: 'gpt2', seed, result, elapsedMs };
}

function* paint(seed: number, paceMs: number): Generator<RunEvent> {
  const random = randomOf(seed);
  const rough = draw(128, 0.16, random);
  const fine = draw(256, 0.03, random);
  for (let index = 0; index < 256; index++) {
    const [row, column] = [Math.floor(index / 16), index % 16];
    yield {
      type: 'code',
      index,
      row,
      column,
      code: Math.floor(random() * 512),
      probability: random() * 0.7,
      patch: cut(rough, column * 8, row * 8, 8),
      elapsedMs: (index + 1) * paceMs,
    };
    if (column === 15) {
      yield {
        type: 'row',
        row,
        rows: 16,
        picture: cut(fine, 0, 0, 256),
        elapsedMs: (index + 1) * paceMs,
      };
    }
  }
  const elapsedMs = 256 * paceMs;
  yield {
    type: 'stage',
    family: 'dalle',
    stage: 'text encoder',
    inputs: [tensor('input_ids', [2, 24], [4, 17, 9, 1])],
    outputs: [tensor('last_hidden_state', [2, 24, 256], [0.12, -0.98, 0.4])],
    elapsedMs: paceMs * 2,
  };
  const result = { kind: 'picture', picture: fine } as const;
  yield { type: 'done', family: 'dalle', seed, result, elapsedMs };
}

function* dream(seed: number, steps: number, paceMs: number): Generator<RunEvent> {
  const random = randomOf(seed);
  for (let step = 0; step <= steps; step++) {
    const left = 1 - step / steps;
    const noisy = draw(32, Math.min(1, left * 1.1), random, 1);
    yield {
      type: 'step',
      step,
      steps,
      timestep: Math.round(left * 999),
      sigma: left * 14,
      noisy,
      guess: step === 0 ? noisy : draw(64, left ** 2 * 0.8, random),
      elapsedMs: step * paceMs,
    };
    yield {
      type: 'stage',
      family: 'diffusion',
      stage: 'U-Net',
      inputs: [tensor('sample', [2, 4, 32, 32], [0.52, -1.24, 0.07])],
      outputs: [tensor('out_sample', [2, 4, 32, 32], [-0.11, 0.83, 0.29])],
      elapsedMs: paceMs,
    };
  }
  const result = { kind: 'picture', picture: draw(512, 0.01, random) } as const;
  yield { type: 'done', family: 'diffusion', seed, result, elapsedMs: steps * paceMs };
}

function* events(request: RunRequest, paceMs: number): Generator<RunEvent> {
  const { family, prompt, seed } = request;
  const words = prompt.split(/\s+/);
  yield {
    type: 'started',
    family,
    seed,
    device: { provider: 'wasm', threads: 2 },
    promptTokens: words.map((word, index) => ({ id: 40 + index, text: word })),
  };
  switch (request.family) {
    case 'gpt2':
      yield* write(prompt, seed, paceMs * 6);
      return;
    case 'dalle':
      yield* paint(seed, paceMs);
      return;
    case 'diffusion':
      yield* dream(seed, request.steps, paceMs * 15);
  }
}

/** A model that needs no worker: seeded, at a plausible pace, with every event kind of its family. */
export function fakeModel<R extends RunRequest>(
  family: R['family'],
  manner: Manner,
): ModelClient<R> {
  let loaded = false;
  let runs = 0;

  async function play(
    source: Iterable<RunEvent>,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
    failAfter: number,
  ): Promise<RunOutcome> {
    let told = 0;
    for (const event of source) {
      await new Promise((resolve) => setTimeout(resolve, manner.paceMs));
      if (signal.aborted) return { status: 'stopped' };
      if (told++ >= failAfter) {
        const failure = new Failure(manner.failure ?? 'internal', `${family}/onnx/model.onnx`);
        return { status: 'failed', failure };
      }
      onEvent(event);
      if (told > 6 && (manner.stuckAt === 'loading' || loaded) && manner.stuckAt !== undefined) {
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
        return { status: 'stopped' };
      }
    }
    return { status: 'done' };
  }

  async function load(
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<RunOutcome> {
    if (loaded) return { status: 'done' };
    const outcome = await play(loading(family), onEvent, signal, Infinity);
    loaded = outcome.status === 'done';
    return outcome;
  }

  return {
    load,
    async run(request, onEvent, signal) {
      const failAfter =
        manner.failure !== undefined && (runs++ === 0 || manner.failsAlways === true)
          ? (manner.failAfter ?? 3)
          : Infinity;
      const outcome = await load(onEvent, signal);
      if (outcome.status !== 'done') return outcome;
      return play(events(request, manner.paceMs), onEvent, signal, failAfter);
    },
    dispose() {
      loaded = false;
    },
  };
}
