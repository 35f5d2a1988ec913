import { expect, test } from 'vitest';
import { buffersOf } from '../../src/bridge/wire.ts';
import type { RunEvent, WriteRequest } from '../../src/core/run.ts';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { floats } from '../../src/engines/tensors.ts';
import { Pack } from '../../src/packs/pack.ts';
import { memoryFolder } from '../fakes/folder.ts';
import type { FakeGraph } from '../fakes/runtime.ts';
import { fakeRuntime, json, letterTokenizer } from '../fakes/runtime.ts';
import { allEvents, never } from '../fakes/shipped.ts';

const model = 'onnx/decoder_model_merged_quantized.onnx';
const lensFile = 'onnx/lens.onnx';
const [vocabulary, layers, heads, width] = [28, 2, 2, 2];
const request: WriteRequest = {
  family: 'gpt2',
  prompt: 'acat',
  seed: 1,
  temperature: 1,
  topK: 0,
  topP: 1,
  maxNewTokens: 20,
};
const further = ['attentions.0', 'attentions.1', 'hidden_states.0', 'hidden_states.1'];

/** Two layers whose heads look at all tokens alike; every letter is a little likelier than the one before. */
const letters: FakeGraph = {
  inputs: {
    input_ids: 'int64',
    attention_mask: 'int64',
    position_ids: 'int64',
    'past_key_values.0.key': 'float32',
  },
  outputs: ['logits', 'present.0.key', ...further],
  run(feeds) {
    const tokens = feeds['input_ids']?.dims[1] ?? 0;
    const seen = feeds['attention_mask']?.dims[1] ?? 0;
    const logits = Float32Array.from({ length: tokens * vocabulary }, (_, k) =>
      k % vocabulary === 0 ? -Infinity : (k % vocabulary) / 4,
    );
    const attention = new Float32Array(heads * tokens * seen).fill(1 / seen);
    const hidden = new Float32Array(tokens * width).fill(seen);
    return {
      logits: floats(logits, [1, tokens, vocabulary]),
      'present.0.key': floats(new Float32Array(seen * 2), [1, 2, seen, 1]),
      'attentions.0': floats(attention, [1, heads, tokens, seen]),
      'attentions.1': floats(attention, [1, heads, tokens, seen]),
      'hidden_states.0': floats(hidden, [1, tokens, width]),
      'hidden_states.1': floats(hidden, [1, tokens, width]),
    };
  },
};

/** Reads every vector as the letter c. */
const lens: FakeGraph = {
  inputs: { hidden: 'float32' },
  run(feeds) {
    const rows = feeds['hidden']?.dims[0] ?? 0;
    const logits = Float32Array.from({ length: rows * vocabulary }, (_, k) =>
      k % vocabulary === 3 ? 9 : 0,
    );
    return { logits: floats(logits, [rows, vocabulary]) };
  },
};

function explainingEngine() {
  const source = memoryFolder({
    'config.json': json({ n_head: heads, n_embd: 2, n_positions: 64, eos_token_id: 0 }),
    'tokenizer.json': json(letterTokenizer()),
    'tokenizer_config.json': json({}),
    [model]: new Uint8Array(8),
    [lensFile]: new Uint8Array(9),
  });
  const { runtime, calls } = fakeRuntime({ [model]: letters, [lensFile]: lens });
  return { engine: createGpt2(new Pack(source, 'toy'), runtime), calls };
}

const told = (events: readonly RunEvent[]) =>
  events.filter(({ type }) => type !== 'loading' && type !== 'explain');
const timeless = (events: readonly RunEvent[]) =>
  JSON.stringify(events, (key, value: unknown) => (key === 'elapsedMs' ? 0 : value));
const glimpsesOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) =>
    event.type === 'explain' && event.kind === 'tokens' ? event.glimpses : [],
  );

test('a run that is not asked fetches nothing further, reads no lens and explains nothing', async () => {
  const { engine, calls } = explainingEngine();
  const events = await allEvents(engine.run(request, never));
  expect(events.filter(({ type }) => type === 'explain')).toEqual([]);
  for (const { path, outputs } of calls) {
    expect(path).toBe(model);
    expect(outputs.filter((name) => further.includes(name))).toEqual([]);
  }
});

test('explaining adds its own events and changes none of the others', async () => {
  const { engine } = explainingEngine();
  const plain = await allEvents(engine.run(request, never));
  const explaining = await allEvents(engine.run({ ...request, explain: true }, never));
  expect(explaining.length).toBeGreaterThan(told(explaining).length);
  expect(timeless(told(explaining))).toBe(timeless(told(plain)));
});

test('every token is explained once, in order, with the logits it was drawn from', async () => {
  const { engine } = explainingEngine();
  const events = await allEvents(engine.run({ ...request, explain: true }, never));
  const glimpses = glimpsesOf(events);
  expect(glimpses.map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, k) => k));
  glimpses.forEach(({ from, to, attention, ids, logits, lens: read, index }) => {
    expect([from, to]).toEqual([index === 0 ? 4 : 1, 4 + index]);
    expect(attention).toHaveLength(layers * heads * from * to);
    expect(Array.from(ids.slice(0, 3))).toEqual([27, 26, 25]);
    expect(logits[0]).toBeCloseTo(27 / 4, 6);
    const likeliest = read.map(([first]) => first?.text);
    expect(likeliest).toEqual(index % 16 === 0 ? ['c', ' '] : []);
  });
});

test('all that an explanation carries is moved to the page, not copied', async () => {
  const { engine } = explainingEngine();
  const events = await allEvents(engine.run({ ...request, explain: true }, never));
  const event = events.find((each) => each.type === 'explain' && each.kind === 'tokens');
  if (event === undefined) expect.unreachable();
  const sizes = buffersOf(event).map(({ byteLength }) => byteLength);
  const [glimpse] = glimpsesOf([event]);
  expect(sizes).toEqual(
    [glimpse?.attention, glimpse?.ids, glimpse?.logits].map((part) => part?.byteLength),
  );
  expect(structuredClone(event, { transfer: buffersOf(event) })).toMatchObject({ kind: 'tokens' });
  expect(glimpse?.attention).toHaveLength(0);
});
