import { expect, test } from 'vitest';
import type { PaintRequest, RunEvent } from '../../src/core/run.ts';
import { createDalle } from '../../src/engines/dalle.ts';
import { floats } from '../../src/engines/tensors.ts';
import { Pack } from '../../src/packs/pack.ts';
import { memoryFolder } from '../fakes/folder.ts';
import type { FakeGraph } from '../fakes/runtime.ts';
import { fakeRuntime, json, wordTokenizer } from '../fakes/runtime.ts';
import { allEvents, never } from '../fakes/shipped.ts';

const quantised = [
  'onnx/encoder_model_quantized.onnx',
  'onnx/decoder_model_merged_quantized.onnx',
] as const;
const [, decoderFile] = quantised;
const plain = ['onnx/encoder_model.onnx', 'onnx/decoder_model_merged.onnx'] as const;
const pictureFile = 'vqgan/decoder.onnx';
const [codes, grid] = [10, 4];
const request: PaintRequest = {
  family: 'dalle',
  prompt: 'cat',
  seed: 1,
  temperature: 1,
  topK: 0,
  guidance: 2,
};

const encoder: FakeGraph = {
  inputs: { input_ids: 'int64', attention_mask: 'int64' },
  run(feeds) {
    const batch = feeds['input_ids']?.dims[0] ?? 0;
    return { last_hidden_state: floats(new Float32Array(batch * 24), [batch, 24, 1]) };
  },
};

/** The logit of a code, in the first of a batch and in the second. */
function decoder(logit: (code: number, batch: number) => number): FakeGraph {
  return {
    inputs: {
      input_ids: 'int64',
      encoder_attention_mask: 'int64',
      'past_key_values.0.decoder.key': 'float32',
      'past_key_values.0.encoder.key': 'float32',
    },
    run(feeds) {
      const batch = feeds['input_ids']?.dims[0] ?? 0;
      const seen = (feeds['past_key_values.0.decoder.key']?.dims[2] ?? 0) + 1;
      const logits = Float32Array.from({ length: batch * (codes + 1) }, (_, k) =>
        k % (codes + 1) === codes ? 99 : logit(k % (codes + 1), Math.floor(k / (codes + 1))),
      );
      return {
        logits: floats(logits, [batch, 1, codes + 1]),
        'present.0.decoder.key': floats(new Float32Array(batch * seen * 2), [batch, 2, seen, 1]),
        'present.0.encoder.key': floats(new Float32Array(batch * 48), [batch, 2, 24, 1]),
      };
    },
  };
}

const picture: FakeGraph = {
  inputs: { indices: 'int64' },
  run: () => ({ sample: floats(new Float32Array(3 * 32 * 32).fill(1), [1, 3, 32, 32]) }),
};

function paintEngine(
  model = decoder(() => 0),
  more = {},
  [encoderPath, decoderPath]: readonly [string, string] = quantised,
) {
  const config = {
    d_model: 2,
    decoder_attention_heads: 2,
    max_length: 24,
    image_vocab_size: codes,
    decoder_start_token_id: codes,
    grid,
    image_size: 32,
    ...more,
  };
  const source = memoryFolder({
    'config.json': json(config),
    'tokenizer.json': json(wordTokenizer()),
    'tokenizer_config.json': json({ pad_token: '<pad>' }),
    'vqgan/patches.bin': new Uint8Array(codes * 8 * 8 * 3).map((_, k) => Math.floor(k / 192)),
    [encoderPath]: new Uint8Array(1),
    [decoderPath]: new Uint8Array(2),
    [pictureFile]: new Uint8Array(3),
  });
  const graphs = { [encoderPath]: encoder, [decoderPath]: model, [pictureFile]: picture };
  const { runtime, calls } = fakeRuntime(graphs);
  return { engine: createDalle(new Pack(source, 'toy'), runtime), calls };
}

const codesOf = (events: readonly RunEvent[]) => events.filter((event) => event.type === 'code');
const numbersOf = (data: unknown) => Array.from(data as BigInt64Array, Number);

test('codes come in raster order, a row follows its last code, and all end in a picture', async () => {
  const { engine } = paintEngine();
  const events = await allEvents(engine.run(request, never));
  const told = events.map(({ type }) => type).filter((type) => type !== 'loading');
  const row = ['stage', 'code', 'code', 'code', 'code', 'stage', 'row'];
  expect(told).toEqual(['started', 'stage', ...row, ...row, ...row, ...row, 'done']);
  codesOf(events).forEach((event, k) => {
    expect([event.index, event.row, event.column]).toEqual([k, Math.floor(k / 4), k % 4]);
  });
  expect(events.at(-1)).toMatchObject({ result: { picture: { width: 32, height: 32 } } });
});

test('a pack of float graphs paints as one of int8 does', async () => {
  const { engine, calls } = paintEngine(undefined, {}, plain);
  const events = await allEvents(engine.run(request, never));
  expect(events.at(-1)?.type).toBe('done');
  expect(calls[0]?.path).toBe(plain[0]);
});

test('a code brings its own patch, and nothing that is no code is drawn', async () => {
  const { engine } = paintEngine();
  for (const { code, patch } of codesOf(await allEvents(engine.run(request, never)))) {
    expect(code).toBeLessThan(codes);
    expect([patch.width, patch.height]).toEqual([8, 8]);
    expect([...patch.data.slice(0, 4)]).toEqual([code, code, code, 255]);
  }
});

test('rows not drawn yet are transparent', async () => {
  const { engine } = paintEngine();
  const events = await allEvents(engine.run(request, never));
  for (const event of events.filter(({ type }) => type === 'row')) {
    if (event.type !== 'row') continue;
    const opaque = event.picture.data.filter(
      (_, k) => k % 4 === 3 && event.picture.data[k] === 255,
    );
    expect(opaque).toHaveLength(((event.row + 1) / grid) * 32 * 32);
  }
});

test('what is not drawn is the undrawn code, where the pack has one, and the last row otherwise', async () => {
  const fed = async (more: object) => {
    const { engine, calls } = paintEngine(
      decoder((code) => (code === 3 ? 50 : 0)),
      more,
    );
    await allEvents(engine.run(request, never));
    const first = calls.find(({ path }) => path === pictureFile);
    return numbersOf(first?.feeds['indices']?.data);
  };
  expect(await fed({})).toEqual(Array<number>(16).fill(3));
  expect(await fed({ undrawn_token_id: 10 })).toEqual([
    ...Array<number>(4).fill(3),
    ...Array<number>(12).fill(10),
  ]);
});

test('the words are read in the first pass only', async () => {
  const { engine, calls } = paintEngine();
  await allEvents(engine.run(request, never));
  const passes = calls.filter(({ path }) => path === decoderFile);
  expect(passes.map(({ feeds }) => feeds['use_cache_branch']?.data[0])).toEqual([
    0,
    ...Array<number>(15).fill(1),
  ]);
  expect(passes[0]?.outputs).toContain('present.0.encoder.key');
  expect(passes[1]?.outputs).not.toContain('present.0.encoder.key');
  expect(passes[9]?.feeds['past_key_values.0.encoder.key']?.dims).toEqual([2, 2, 24, 1]);
  expect(passes[9]?.feeds['past_key_values.0.decoder.key']?.dims).toEqual([2, 2, 9, 1]);
});

test('guidance prefers what the prompt adds, and 1 leaves the empty prompt out', async () => {
  // Code 1 is likely anyway; code 2 is likelier with the prompt than without.
  const model = decoder((code, batch) => [0, 5, batch === 0 ? 4 : 1][code] ?? 0);
  const { engine, calls } = paintEngine(model);
  const greedy = { ...request, temperature: 0 };
  const guidedRun = await allEvents(engine.run(greedy, never));
  expect(codesOf(guidedRun)[0]?.code).toBe(2);
  const plainRun = await allEvents(engine.run({ ...greedy, guidance: 1 }, never));
  expect(codesOf(plainRun)[0]?.code).toBe(1);
  expect(calls.at(-2)?.feeds['input_ids']?.dims).toEqual([1, 1]);
});

test('the same seed paints the same codes, another seed others', async () => {
  const { engine } = paintEngine();
  const paint = async (seed: number) =>
    codesOf(await allEvents(engine.run({ ...request, seed }, never))).map(({ code }) => code);
  expect(await paint(1)).toEqual(await paint(1));
  expect(await paint(1)).not.toEqual(await paint(2));
});

test('a stopped run stops before the next code', async () => {
  const { engine, calls } = paintEngine();
  const controller = new AbortController();
  const run = async () => {
    for await (const event of engine.run(request, controller.signal)) {
      if (event.type === 'code' && event.index === 5) controller.abort();
    }
  };
  await expect(run()).rejects.toMatchObject({ kind: 'aborted' });
  expect(calls.filter(({ path }) => path === decoderFile)).toHaveLength(6);
});

test('a pack whose config lacks a number is broken, and told which', async () => {
  const { engine } = paintEngine(
    decoder(() => 0),
    { grid: 'four' },
  );
  await expect(allEvents(engine.run(request, never))).rejects.toMatchObject({
    kind: 'packBroken',
    detail: 'config.json: grid is "four".',
  });
});

test('several pictures at once are those of their seeds alone, the likeliest first', async () => {
  const alone = await Promise.all(
    [1, 2, 3].map(async (seed) => {
      const { engine } = paintEngine(decoder((code) => (code * 3) % 4));
      return codesOf(await allEvents(engine.run({ ...request, guidance: 1, seed }, never)));
    }),
  );
  const { engine } = paintEngine(decoder((code) => (code * 3) % 4));
  const several = await allEvents(engine.run({ ...request, guidance: 1, copies: 3 }, never));
  for (const [copy, codes] of alone.entries()) {
    const own = codesOf(several).filter((event) => (event.copy ?? 0) === copy);
    expect(own.map(({ code }) => code)).toEqual(codes.map(({ code }) => code));
  }
  const done = several.at(-1);
  if (done?.type !== 'done' || done.result.kind !== 'picture') expect.unreachable();
  const scores = done.result.ranking?.map(({ logLikelihood }) => logLikelihood) ?? [];
  expect(scores).toHaveLength(3);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test('a painting that takes over rows begins with their codes, and draws the others anew', async () => {
  const { engine } = paintEngine();
  const first = codesOf(await allEvents(engine.run(request, never))).map(({ code }) => code);
  const begun = first.slice(0, 8);
  const again = { ...request, seed: 9, begun };
  const second = codesOf(await allEvents(engine.run(again, never))).map(({ code }) => code);
  expect(second.slice(0, 8)).toEqual(begun);
  expect(second.slice(8)).not.toEqual(first.slice(8));
});

test.each([
  [
    [1, 2, 3],
    '3 tiles are given to begin with; they must fill whole rows of 4, and leave one to paint.',
  ],
  [[1, 2, 3, 10], 'Tile 10 is given to begin with; tiles are numbered from 0 to 9.'],
])('rows to begin with that are none are refused: %j', async (begun, detail) => {
  const { engine } = paintEngine();
  const run = allEvents(engine.run({ ...request, begun }, never));
  await expect(run).rejects.toMatchObject({ kind: 'badInput', detail });
});
