import { expect, test } from 'vitest';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { scoreOf } from '../../src/engines/perplexity.ts';
import { allEvents, never, shippedPack } from '../fakes/shipped.ts';

test('each token is weighed against all others at its place, and the likeliest is told', () => {
  const { probabilities, likeliest } = scoreOf(Float32Array.of(0, 0, Math.log(2), 5, 5, 5), [2, 0]);
  expect(probabilities[0]).toBeCloseTo(0.5);
  expect(probabilities[1]).toBeCloseTo(1 / 3);
  expect(likeliest).toEqual([2, 0]);
});

test('the shipped GPT-2 finds a sentence of its world likelier than the same words in disorder', async () => {
  const engine = createGpt2(shippedPack('gpt2'));
  const meanLog = async (prompt: string): Promise<number> => {
    const request = {
      family: 'gpt2',
      prompt,
      seed: 1,
      temperature: 1,
      topK: 0,
      topP: 1,
      maxNewTokens: 1,
      score: true,
    } as const;
    const events = await allEvents(engine.run(request, never));
    const started = events.find((event) => event.type === 'started');
    const score = events.find((event) => event.type === 'explain');
    if (score?.kind !== 'score') throw new Error('it was asked for a score');
    expect(score.probabilities).toHaveLength(started?.promptTokens.length ?? 0);
    expect(score.expected).toHaveLength(score.probabilities.length);
    expect(events.some(({ type }) => type === 'token')).toBe(false);
    expect(events.at(-1)?.type).toBe('done');
    const logs = Array.from(score.probabilities, Math.log);
    return logs.reduce((sum, log) => sum + log, 0) / logs.length;
  };
  const sensible = await meanLog('The cat sat on the sunny windowsill and looked at the birds.');
  const jumbled = await meanLog('sunny The windowsill on birds and sat looked the cat at the the.');
  expect(sensible).toBeGreaterThan(jumbled + 1);
});
