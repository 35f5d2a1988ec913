import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/random.ts';
import type { DreamRequest, Pixels } from '../../src/core/run.ts';
import { keptTokens, penalised } from '../../src/core/sampling.ts';
import { createDiffusion } from '../../src/engines/diffusion.ts';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { allEvents, never } from '../fakes/shipped.ts';
import { standardPack } from '../fakes/standard.ts';
import golden from './controls.json' with { type: 'json' };

// tests/golden/controls.json is written by `python -m training.golden.controls`.

describe("transformers' logits processors leave the same tokens, as likely", () => {
  test.each(golden.draws)(
    'temperature $temperature, top-k $topK, top-p $topP, min-p $minP, penalty $repetitionPenalty',
    ({ seed, ids, probabilities, repetitionPenalty, ...options }) => {
      const logits = new Random(seed).normals(60).map((value) => value * 3);
      const said = Array.from({ length: 10 }, (_, k) => 6 * k);
      const kept = keptTokens(penalised(logits, said, repetitionPenalty), options);
      expect(kept.map(({ id }) => id)).toEqual(ids);
      kept.forEach(({ probability }, k) => {
        expect(probability).toBeCloseTo(probabilities[k] ?? NaN, 5);
      });
    },
  );
});

describe('GPT-2 goes on as generate() does', () => {
  const engine = createGpt2(standardPack('gpt2', 'fp32'));
  const plain = {
    family: 'gpt2',
    seed: 1,
    temperature: 0,
    topK: 0,
    topP: 1,
    maxNewTokens: 16,
  } as const;

  test.each(golden.texts)(
    'penalty $repetitionPenalty, stop words $stopWords',
    async ({ prompt, repetitionPenalty, stopWords, ids, text }) => {
      const request = { ...plain, prompt, repetitionPenalty, stopWords };
      const events = await allEvents(engine.run(request, never));
      const tokens = events.filter((event) => event.type === 'token');
      expect(tokens.map(({ id }) => id)).toEqual(ids);
      const ended = ids.length < 16 ? 'stop' : 'limit';
      const done = events.at(-1);
      if (done?.type !== 'done' || done.result.kind !== 'text') expect.unreachable();
      expect(done.result.ended).toBe(ended);
      // Bytes that are no whole character yet are not told.
      expect(text.startsWith(done.result.text)).toBe(true);
      expect(text.length - done.result.text.length).toBeLessThan(2);
    },
  );
});

/** The picture and the mask of training/golden/controls.py. */
function drawnBy(side: number, colour: (x: number, y: number) => readonly number[]): Pixels {
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let k = 0; k < side * side; k++) data.set(colour(k % side, Math.floor(k / side)), 4 * k);
  return { width: side, height: side, data };
}

describe("Stable Diffusion dreams within 1/255 of diffusers' pipelines", () => {
  const engine = createDiffusion(standardPack('sd1'));
  const { side } = golden;
  const picture = drawnBy(side, (x, y) => [(x * 8) % 256, (y * 8) % 256, ((x + y) * 4) % 256]);
  const mask = drawnBy(side, (x, y) => {
    const isWhite = x >= side / 2 || (y >= (3 * side) / 4 && x < side / 4);
    return isWhite ? [255, 255, 255] : [0, 0, 0];
  });
  const named = golden.pictures.map((made) => ({ ...made, name: JSON.stringify(made.request) }));

  test.each(named)('$name', { timeout: 60_000 }, async ({ request, picture: expected }) => {
    const { start, ...rest } = request;
    const begun = start && {
      start: { picture, strength: start.strength, ...(start.mask === true && { mask }) },
    };
    const asked = { family: 'diffusion', sampler: 'pndm', ...rest, ...begun } as DreamRequest;
    const done = (await allEvents(engine.run(asked, never))).at(-1);
    if (done?.type !== 'done' || done.result.kind !== 'picture') expect.unreachable();
    const rgb = Array.from(done.result.picture.data).filter((_, k) => k % 4 !== 3);
    const furthest = Math.max(...rgb.map((value, k) => Math.abs(value - (expected[k] ?? NaN))));
    expect(furthest).toBeLessThanOrEqual(1);
  });
});
