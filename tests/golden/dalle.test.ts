import { describe, expect, test } from 'vitest';
import { createDalle } from '../../src/engines/dalle.ts';
import { meanDifference, thumbnail } from '../fakes/pictures.ts';
import { allEvents, never, shippedPack } from '../fakes/shipped.ts';
import golden from './dalle.json' with { type: 'json' };

// tests/golden/dalle.json is written by `python -m training.golden.dalle` from the shipped pack.

describe('the shipped DALL-E paints what it paints in Python, code for code', () => {
  const engine = createDalle(shippedPack('dalle'));

  test.each(golden.cases)(
    '"$prompt", guidance $guidance',
    { timeout: 240_000 },
    async (expected) => {
      const { prompt, seed, temperature, topK, guidance } = expected;
      const request = { family: 'dalle', prompt, seed, temperature, topK, guidance } as const;
      const events = await allEvents(engine.run(request, never));
      const codes = events.filter((event) => event.type === 'code');
      expect(codes.map(({ code }) => code)).toEqual(expected.codes);
      const rows = events.filter((event) => event.type === 'row');
      expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 16 }, (_, k) => k));
      const last = rows.at(-1);
      if (last === undefined) expect.unreachable();
      const small = thumbnail(last.picture, golden.thumbnail);
      expect(meanDifference(small, expected.thumbnail)).toBeLessThan(1);
    },
  );

  test(
    'several pictures are ranked by the likelihood that Python finds',
    { timeout: 240_000 },
    async () => {
      const expected = golden.cases[1];
      if (expected === undefined) expect.unreachable();
      const { prompt, seed, temperature, topK, guidance } = expected;
      const plain = { family: 'dalle', prompt, seed, temperature, topK, guidance } as const;
      const done = (await allEvents(engine.run({ ...plain, copies: 2 }, never))).at(-1);
      if (done?.type !== 'done' || done.result.kind !== 'picture') expect.unreachable();
      const first = done.result.ranking?.find(({ copy }) => copy === 0);
      expect(first?.logLikelihood).toBeCloseTo(expected.logLikelihood, 3);
    },
  );
});
