import { expect, test } from 'vitest';
import { numbersOf } from '../../src/core/known.ts';
import type { SurveyEvent } from '../../src/core/survey.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Runtime } from '../../src/engines/runtime.ts';
import { createSurvey } from '../../src/engines/survey.ts';
import { sha256 } from '../../src/packs/digest.ts';
import { noStore } from '../../src/packs/store.ts';
import { deviceSize, doubler, fakeClock } from '../fakes/device.ts';
import { memoryFolder } from '../fakes/folder.ts';
import { allEvents, never } from '../fakes/shipped.ts';

const feed = { type: 'float32', dims: [deviceSize], chirp: [1, 0.37] } as const;

/** A models folder with one graph, of which it is known that it doubles. */
async function models(digest?: string) {
  const model = new Uint8Array([7]);
  const folder = memoryFolder({ 'a.onnx': model });
  const doubled = numbersOf(feed).map((value) => 2 * value);
  const answer = {
    length: deviceSize,
    every: 9,
    largest: 2,
    numbers: doubled.filter((_, k) => k % 9 === 0),
  };
  const graph = {
    pack: 'gpt2',
    stage: 'decoder',
    path: 'a.onnx',
    sha256: digest ?? (await sha256(model)),
    calls: 80,
    feeds: { x: feed },
    answers: { y: answer },
  };
  folder.files['known.json'] = new TextEncoder().encode(JSON.stringify({ graphs: [graph] }));
  const manifest = new TextDecoder().decode(folder.files['manifest.json']);
  folder.files['manifest.json'] = new TextEncoder().encode(manifest.replace('"toy"', '"gpt2"'));
  folder.files['gpt2/a.onnx'] = model;
  return folder;
}

async function surveyed(
  device: Runtime,
  folder: Awaited<ReturnType<typeof models>>,
  signal = never,
): Promise<SurveyEvent[]> {
  const survey = createSurvey(new URL('http://x/models/'), folder, noStore, {
    processor: () => device,
    graphics: () => Promise.resolve(null),
    now: fakeClock.now,
  });
  const request = { device: device.device, families: ['gpt2'] } as const;
  return allEvents(survey.run(request, signal));
}

async function outcome(device: Runtime): Promise<unknown> {
  const events = await surveyed(device, await models());
  const tried = events.find((event) => event.type === 'tried');
  return tried?.type === 'tried' ? tried.outcome : null;
}

test('a graph that answers as is known is measured, its first runs left out', async () => {
  let runs = 0;
  const device = doubler('wasm', 0, (numbers) => {
    fakeClock.ms += ++runs < 4 ? 5000 : 20;
    return numbers;
  });
  expect(await outcome(device)).toEqual({ kind: 'right', tookMs: 20 });
});

test('a wrong answer, NaN, one number everywhere and a graph that cannot run are told apart', async () => {
  const manners = {
    wrong: (numbers: Float32Array) => numbers.map((value) => value * 1.02),
    notFinite: (numbers: Float32Array) => numbers.fill(NaN, 5, 6),
    flat: (numbers: Float32Array) => numbers.fill(1),
    broken: () => {
      throw new Error('no such kernel');
    },
  };
  for (const [kind, manner] of Object.entries(manners)) {
    expect(await outcome(doubler('wasm', 1, manner))).toEqual({ kind });
  }
});

test('a line that breaks, too little memory and a stop are failures of the survey, and no outcome', async () => {
  const folder = await models();
  delete folder.files['known.json'];
  await expect(surveyed(doubler('wasm'), folder)).rejects.toMatchObject({ kind: 'packMissing' });

  const full = doubler('wasm', 1, () => {
    throw new Failure('outOfMemory');
  });
  await expect(surveyed(full, await models())).rejects.toMatchObject({ kind: 'outOfMemory' });

  const controller = new AbortController();
  const stopping = doubler('wasm', 1, (numbers) => {
    controller.abort();
    return numbers;
  });
  const run = surveyed(stopping, await models(), controller.signal);
  await expect(run).rejects.toMatchObject({ kind: 'aborted' });
});

test('weights of which no answer is known are passed over', async () => {
  const events = await surveyed(doubler('wasm'), await models('0'.repeat(64)));
  expect(events.filter(({ type }) => type === 'tried')).toEqual([]);
});
