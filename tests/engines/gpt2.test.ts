import { expect, test } from 'vitest';
import type { RunEvent, WriteRequest } from '../../src/core/run.ts';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { floats } from '../../src/engines/tensors.ts';
import { Pack } from '../../src/packs/pack.ts';
import { memoryFolder } from '../fakes/folder.ts';
import type { FakeGraph } from '../fakes/runtime.ts';
import { fakeRuntime, json, letterTokenizer } from '../fakes/runtime.ts';
import { allEvents, never } from '../fakes/shipped.ts';

const model = 'onnx/decoder_model_merged_quantized.onnx';
const vocabulary = 28;
const request: WriteRequest = {
  family: 'gpt2',
  prompt: 'a cat',
  seed: 1,
  temperature: 1,
  topK: 0,
  topP: 1,
  maxNewTokens: 8,
};

/** Letters come as likely as each other, or as `logit` says. */
function letterModel(logit: (id: number, position: number) => number = () => 0): FakeGraph {
  return {
    inputs: {
      input_ids: 'int64',
      attention_mask: 'int64',
      position_ids: 'int64',
      'past_key_values.0.key': 'float32',
    },
    run(feeds) {
      const [batch = 1, tokens = 0] = feeds['input_ids']?.dims ?? [];
      const seen = feeds['attention_mask']?.dims[1] ?? 0;
      const logits = Float32Array.from({ length: batch * tokens * vocabulary }, (_, k) =>
        logit(k % vocabulary, seen),
      );
      return {
        logits: floats(logits, [batch, tokens, vocabulary]),
        'present.0.key': floats(new Float32Array(batch * seen * 2).fill(seen), [batch, 2, seen, 1]),
      };
    },
  };
}

function letterEngine(graph: FakeGraph, context = 64, ends: number | number[] = 0) {
  const source = memoryFolder({
    'config.json': json({ n_head: 2, n_embd: 2, n_positions: context, eos_token_id: ends }),
    'tokenizer.json': json(letterTokenizer()),
    'tokenizer_config.json': json({}),
    [model]: new Uint8Array(8),
  });
  const { runtime, calls } = fakeRuntime({ [model]: graph });
  return { engine: createGpt2(new Pack(source, 'toy'), runtime), calls, source };
}

const tokensOf = (events: readonly RunEvent[]) => events.filter((event) => event.type === 'token');
const kindsOf = (events: readonly RunEvent[]) =>
  events.map(({ type }) => type).filter((type) => type !== 'loading');

test('a run tells its start, each token in order, and a text that is the tokens together', async () => {
  const { engine } = letterEngine(letterModel((id) => (id === 0 ? -Infinity : 0)));
  const events = await allEvents(engine.run(request, never));
  expect(kindsOf(events)).toEqual([
    'started',
    ...Array<string[]>(8).fill(['stage', 'token']).flat(),
    'done',
  ]);
  const tokens = tokensOf(events);
  expect(tokens.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(events.at(-1)).toMatchObject({
    type: 'done',
    seed: 1,
    result: { text: tokens.map(({ text }) => text).join(''), tokens: 8, ended: 'limit' },
  });
});

test('only the newest token is fed, at its place, with the cache of those before', async () => {
  const { engine, calls } = letterEngine(letterModel((id) => (id === 0 ? -Infinity : 0)));
  const tokens = tokensOf(await allEvents(engine.run(request, never)));
  const numbers = (k: number, name: string) =>
    Array.from(calls[k]?.feeds[name]?.data as BigInt64Array, Number);
  expect(numbers(0, 'input_ids')).toHaveLength(5);
  expect(calls[0]?.feeds['past_key_values.0.key']?.dims).toEqual([1, 2, 0, 1]);
  for (let k = 1; k < calls.length; k++) {
    expect(numbers(k, 'input_ids')).toEqual([tokens[k - 1]?.id]);
    expect(numbers(k, 'position_ids')).toEqual([4 + k]);
    expect(numbers(k, 'attention_mask')).toHaveLength(5 + k);
    expect(calls[k]?.feeds['past_key_values.0.key']?.dims).toEqual([1, 2, 4 + k, 1]);
  }
});

test('the same seed writes the same text, another seed another', async () => {
  const { engine } = letterEngine(letterModel());
  const idsOf = async (seed: number) =>
    tokensOf(await allEvents(engine.run({ ...request, seed }, never))).map(({ id }) => id);
  expect(await idsOf(5)).toEqual(await idsOf(5));
  expect(await idsOf(5)).not.toEqual(await idsOf(6));
});

test('the end token ends the text and is not told', async () => {
  const { engine } = letterEngine(letterModel((id, seen) => (id === (seen < 8 ? 3 : 0) ? 99 : 0)));
  const events = await allEvents(engine.run(request, never));
  expect(events.at(-1)).toMatchObject({ result: { text: 'ccc', tokens: 3, ended: 'model' } });
});

test('any of several end tokens ends the text', async () => {
  const { engine } = letterEngine(
    letterModel((id, seen) => (id === (seen < 7 ? 1 : 3) ? 99 : 0)),
    64,
    [0, 3],
  );
  const events = await allEvents(engine.run(request, never));
  expect(tokensOf(events).map(({ id }) => id)).toEqual([1, 1]);
  expect(events.at(-1)).toMatchObject({ result: { ended: 'model' } });
});

test('a prompt longer than the context is cut at its front, and goes on', async () => {
  const { engine, calls } = letterEngine(
    letterModel((id) => (id === 0 ? -Infinity : 0)),
    16,
  );
  const prompt = 'a'.repeat(100) + 'zz';
  const events = await allEvents(engine.run({ ...request, prompt, maxNewTokens: 100 }, never));
  expect(tokensOf(events)).toHaveLength(8);
  const first = Array.from(calls[0]?.feeds['input_ids']?.data as BigInt64Array, Number);
  expect(first).toEqual([1, 1, 1, 1, 1, 1, 26, 26]);
});

test('a stopped run stops before the next pass of the model', async () => {
  const { engine, calls } = letterEngine(letterModel((id) => (id === 0 ? -Infinity : 0)));
  const controller = new AbortController();
  const seen: RunEvent[] = [];
  const run = async () => {
    for await (const event of engine.run(request, controller.signal)) {
      seen.push(event);
      if (event.type === 'token' && event.index === 2) controller.abort();
    }
  };
  await expect(run()).rejects.toMatchObject({ kind: 'aborted' });
  expect(calls).toHaveLength(3);
  expect(seen.at(-1)).toMatchObject({ type: 'token', index: 2 });
});

test.each([
  [{ prompt: '' }, 'The prompt is empty.'],
  [{ prompt: ' \n\t ' }, 'The prompt is empty.'],
  [{ prompt: 'a'.repeat(10_000) }, 'It has 10,000 characters; the most is 2,000.'],
  [{ temperature: NaN }, 'The temperature is NaN; it must lie between 0 and 10.'],
  [{ topK: 1.5 }, 'The top-k is 1.5; it must be a whole number.'],
  [{ topP: 0 }, 'The top-p is 0; it must be above 0 and at most 1.'],
  [{ seed: -1 }, 'The seed is -1; it must lie between 0 and 4294967295.'],
  [{ maxNewTokens: 0 }, 'The number of new tokens is 0; it must lie between 1 and 10000.'],
])('a request is refused with a sentence (%#)', async (change, detail) => {
  const { engine, calls } = letterEngine(letterModel());
  const run = allEvents(engine.run({ ...request, ...change }, never));
  await expect(run).rejects.toMatchObject({ kind: 'badInput', detail });
  expect(calls).toHaveLength(0);
});

test.each(['🐈‍⬛ émile', 'שלום עולם', '<b onclick="x()">cat</b>', '\u0000'])(
  'the prompt %j runs',
  async (prompt) => {
    const { engine } = letterEngine(letterModel());
    const events = await allEvents(engine.run({ ...request, prompt }, never));
    expect(events.at(-1)?.type).toBe('done');
  },
);

test('the pack is loaded once, and a failed load is tried again', async () => {
  const { engine, source } = letterEngine(letterModel());
  const { [`toy/${model}`]: bytes, ...rest } = source.files;
  source.files[`toy/${model}`] = new Uint8Array(3);
  await expect(allEvents(engine.load(never))).rejects.toMatchObject({ kind: 'packBroken' });
  Object.assign(source.files, { ...rest, [`toy/${model}`]: bytes });
  const loading = await allEvents(engine.load(never));
  expect(loading.at(-1)).toMatchObject({ type: 'loading', family: 'gpt2' });
  source.reads.length = 0;
  expect(kindsOf(await allEvents(engine.run(request, never)))[0]).toBe('started');
  expect(source.reads).toEqual([]);
});

test('what breaks inside a model is told as an internal failure', async () => {
  const { engine } = letterEngine(letterModel(() => NaN));
  const run = allEvents(engine.run(request, never));
  await expect(run).rejects.toMatchObject({
    kind: 'internal',
    detail: 'none of 28 logits is a number',
  });
});

test('several texts at once are those of their seeds alone', async () => {
  const { engine } = letterEngine(letterModel());
  const idsOf = async (seed: number) =>
    tokensOf(await allEvents(engine.run({ ...request, seed }, never))).map(({ id }) => id);
  const alone = [await idsOf(1), await idsOf(2), await idsOf(3)];
  const several = await allEvents(engine.run({ ...request, copies: 3 }, never));
  for (const [copy, ids] of alone.entries()) {
    const own = tokensOf(several).filter((event) => (event.copy ?? 0) === copy);
    expect(own.map(({ id }) => id)).toEqual(ids);
  }
});

test.each([
  [{ minP: 2 }, 'The min-p is 2; it must lie between 0 and 1.'],
  [{ copies: 9 }, 'The number at once is 9; it must lie between 1 and 8.'],
  [{ stopWords: [''] }, 'A stop word has 0 characters; it must have 1 to 40.'],
])('%j is refused with a sentence', async (change, detail) => {
  const { engine } = letterEngine(letterModel());
  const run = allEvents(engine.run({ ...request, ...change }, never));
  await expect(run).rejects.toMatchObject({ kind: 'badInput', detail });
});
