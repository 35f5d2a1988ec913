import { describe, expect, test } from 'vitest';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { allEvents, never, shippedPack } from '../fakes/shipped.ts';
import golden from './gpt2.json' with { type: 'json' };

// tests/golden/gpt2.json is written by `python -m training.golden.gpt2` from the shipped pack.

describe('the shipped GPT-2 writes what it writes in Python, token for token', () => {
  const engine = createGpt2(shippedPack('gpt2'));

  test.each(golden.cases)('"$prompt" at temperature $temperature', async (expected) => {
    const { prompt, seed, temperature, topK, topP, minP, noRepeatNgramSize, maxNewTokens } =
      expected;
    const request = {
      family: 'gpt2',
      prompt,
      seed,
      temperature,
      topK,
      topP,
      minP,
      noRepeatNgramSize,
      maxNewTokens,
    } as const;
    const events = await allEvents(engine.run(request, never));
    const started = events.find((event) => event.type === 'started');
    expect(started?.promptTokens.map(({ id }) => id)).toEqual(expected.promptIds);
    const tokens = events.filter((event) => event.type === 'token');
    expect(tokens.map(({ id }) => id)).toEqual(expected.ids);
    const result = { text: expected.text, ended: expected.ended ? 'model' : 'limit' };
    expect(events.at(-1)).toMatchObject({ type: 'done', result });
  });
});
