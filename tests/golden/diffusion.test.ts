import { describe, expect, test } from 'vitest';
import type { SamplerName } from '../../src/core/run.ts';
import { createDiffusion } from '../../src/engines/diffusion.ts';
import { meanDifference, thumbnail } from '../fakes/pictures.ts';
import { allEvents, never, shippedPack } from '../fakes/shipped.ts';
import golden from './diffusion.json' with { type: 'json' };

// tests/golden/diffusion.json is written by `python -m training.golden.stable_diffusion` from the shipped pack.

describe('the shipped Stable Diffusion dreams what it dreams in Python', () => {
  const engine = createDiffusion(shippedPack('diffusion'));

  test.each(golden.cases)('"$prompt", $sampler', { timeout: 240_000 }, async (expected) => {
    const { prompt, seed, steps, guidance } = expected;
    const sampler = expected.sampler as SamplerName;
    const request = { family: 'diffusion', prompt, seed, steps, guidance, sampler } as const;
    const events = await allEvents(engine.run(request, never));
    const told = events.filter((event) => event.type === 'step');
    expect(told.slice(1).map(({ timestep }) => timestep)).toEqual(expected.timesteps);
    const done = events.at(-1);
    if (done?.type !== 'done' || done.result.kind !== 'picture') expect.unreachable();
    const small = thumbnail(done.result.picture, 32);
    expect(meanDifference(small, expected.picture_32x32_rgb)).toBeLessThan(1);
    expect(done.result.picture.width).toBe(512);
  });
});
