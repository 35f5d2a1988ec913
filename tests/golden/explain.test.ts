import { describe, expect, test } from 'vitest';
import type { ExplainEvent } from '../../src/core/explain.ts';
import type { RunEvent } from '../../src/core/run.ts';
import { createDalle } from '../../src/engines/dalle.ts';
import { createDiffusion } from '../../src/engines/diffusion.ts';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { never, shippedPack } from '../fakes/shipped.ts';
import golden from './explain.json' with { type: 'json' };

// tests/golden/explain.json is written by `python -m training.golden.explain` from the shipped packs.

const { prompt, seed } = golden;
const common = { prompt, seed, explain: true } as const;

/** The explanations of a run up to the first of `kind`, where the run is left. */
async function explanations(
  events: AsyncGenerator<RunEvent>,
  kind: ExplainEvent['kind'],
): Promise<ExplainEvent[]> {
  const told: ExplainEvent[] = [];
  for await (const event of events) {
    if (event.type !== 'explain') continue;
    told.push(event);
    if (event.kind === kind) return told;
  }
  return expect.unreachable();
}

function one<K extends ExplainEvent['kind']>(
  told: readonly ExplainEvent[],
  kind: K,
): Extract<ExplainEvent, { kind: K }> {
  const found = told.find(
    (event): event is Extract<ExplainEvent, { kind: K }> => event.kind === kind,
  );
  return found ?? expect.unreachable();
}

function expectClose(got: ArrayLike<number>, expected: readonly number[], tolerance = 1e-3): void {
  expect(got.length).toBe(expected.length);
  const apart = expected.map((value, k) => Math.abs(value - (got[k] ?? NaN)));
  expect(Math.max(...apart)).toBeLessThan(tolerance);
}

/** What the words have of a look that may also go to the encoder's registers. */
function expectRowsWithinOne(weights: Float32Array, columns: number): void {
  for (let at = 0; at < weights.length; at += columns) {
    const sum = weights.subarray(at, at + columns).reduce((all, weight) => all + weight, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(1 + 1e-3);
  }
}

function expectRowsOfOne(weights: Float32Array, columns: number): void {
  for (let at = 0; at < weights.length; at += columns) {
    const sum = weights.subarray(at, at + columns).reduce((all, weight) => all + weight, 0);
    expect(Math.abs(sum - 1)).toBeLessThan(1e-3);
  }
}

describe('what the shipped models tell of themselves is what Python finds in them', () => {
  test('GPT-2: attention, the lens and the logits', { timeout: 240_000 }, async () => {
    const engine = createGpt2(shippedPack('gpt2'));
    const request = { family: 'gpt2', ...common, temperature: 0.7, topK: 40, topP: 1 } as const;
    const told = await explanations(engine.run({ ...request, maxNewTokens: 4 }, never), 'tokens');
    const [first] = one(told, 'tokens').glimpses;
    if (first === undefined) expect.unreachable();
    const { layers, heads, tokens } = golden.gpt2;
    expect([first.layers, first.heads, first.from, first.to]).toEqual([
      layers,
      heads,
      tokens,
      tokens,
    ]);
    expectClose(first.attention, golden.gpt2.attention);
    expectRowsOfOne(first.attention, first.to);
    expect(first.lens.map(([likeliest]) => likeliest?.id)).toEqual(golden.gpt2.lens_ids);
    expectClose(
      first.lens.map(([likeliest]) => likeliest?.probability ?? NaN),
      golden.gpt2.lens_shares,
    );
    expectClose(first.logits.subarray(0, 10), golden.gpt2.largest_logits, 1e-2);
    // The last layer read by the lens is the model's own output.
    expect(golden.gpt2.lens_ids.at(-1)).toBe(golden.gpt2.own_id);
    expect(first.ids[0]).toBe(golden.gpt2.own_id);
    expectClose([first.lens.at(-1)?.[0]?.probability ?? NaN], [golden.gpt2.own_share]);
    expectClose([golden.gpt2.lens_shares.at(-1) ?? NaN], [golden.gpt2.own_share]);
  });

  test(
    'DALL-E: how it reads, and what its first cell looked at',
    { timeout: 240_000 },
    async () => {
      const engine = createDalle(shippedPack('dalle'));
      const request = {
        family: 'dalle',
        ...common,
        temperature: 1,
        topK: 32,
        guidance: 2,
      } as const;
      const told = await explanations(engine.run(request, never), 'cells');
      const words = one(told, 'words');
      expect(words.tokens).toBe(golden.dalle.tokens);
      expectClose(words.attention, golden.dalle.attention);
      expectRowsWithinOne(words.attention, words.tokens);
      const [first, second] = one(told, 'cells').glimpses;
      if (first === undefined || second === undefined) expect.unreachable();
      expectClose(first.words, golden.dalle.first_cell);
      expectRowsWithinOne(first.words, words.tokens);
      expectRowsOfOne(second.cells, 2);
    },
  );

  test(
    'Stable Diffusion: how it reads, and where its first step looked',
    { timeout: 240_000 },
    async () => {
      const engine = createDiffusion(shippedPack('diffusion'));
      const request = {
        family: 'diffusion',
        ...common,
        steps: 20,
        guidance: 3,
        sampler: 'ddim',
      } as const;
      const told = await explanations(engine.run(request, never), 'step');
      const words = one(told, 'words');
      expectClose(words.attention, golden.diffusion.attention);
      const { attention, map } = one(told, 'step');
      for (const { tokens, weights } of attention) expectRowsOfOne(weights, tokens + 1);
      const last = attention.at(-1) ?? expect.unreachable();
      const ofTokens = Array.from(last.weights).filter(
        (_, k) => k % (last.tokens + 1) < last.tokens,
      );
      expectClose(ofTokens, golden.diffusion.places);
      expectClose(map?.sureness ?? [], golden.diffusion.sureness);
      const differing = golden.diffusion.map.filter((name, k) => name !== map?.classes[k]);
      expect(differing.length).toBeLessThan(4);
    },
  );
});
