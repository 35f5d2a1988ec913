import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/random.ts';
import type { SamplerName } from '../../src/core/run.ts';
import { samplers } from '../../src/core/samplers.ts';
import { chooseToken } from '../../src/core/sampling.ts';
import { makeSchedule, roundHalfToEven, spacedTimesteps } from '../../src/core/schedule.ts';
import { parseScheduleConfig } from '../../src/core/scheduleConfig.ts';
import golden from './core.json' with { type: 'json' };

// tests/golden/core.json is written by `python -m training.golden.core`.

function sha256(array: Float32Array | Int32Array): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}

describe('random numbers equal those of torch to the bit', () => {
  test.each(golden.random)('seed $seed, $count normals', (expected) => {
    const random = new Random(expected.seed);
    const normals = random.normals(expected.count);
    expect([...normals.slice(0, 4)]).toEqual(expected.first);
    expect(sha256(normals)).toBe(expected.sha256);
    expect([random.uniform(), random.uniform(), random.uniform()]).toEqual(expected.uniforms);
    expect([...random.normals(3)]).toEqual(expected.after);
  });
});

test('tokens are drawn as the golden rule draws them', () => {
  for (const expected of golden.sampling) {
    const random = new Random(expected.seed);
    const noise = random.normals(expected.count);
    const logits = noise.map((n) => roundHalfToEven(Math.fround(n * expected.spread * 8)) / 8);
    const choices = expected.ids.map(() => chooseToken(logits, expected, () => random.uniform()));
    expect(choices.map(({ id }) => id)).toEqual(expected.ids);
    choices.forEach(({ probability }, k) => {
      expect(probability).toBeCloseTo(expected.probabilities[k] ?? NaN, 12);
    });
  }
});

describe('timesteps of 1 to 1,000 steps are those of diffusers', () => {
  test.each(golden.timesteps)('$spacing', ({ spacing, sha256: expected, of30 }) => {
    const config = parseScheduleConfig({ timestep_spacing: spacing });
    const visit = (steps: number) => spacedTimesteps(config, steps).map(roundHalfToEven);
    expect(visit(30)).toEqual(of30);
    const all = Array.from({ length: 1000 }, (_, k) => visit(k + 1)).flat();
    expect(sha256(Int32Array.from(all))).toBe(expected);
  });
});

describe('a full run ends within 1e-4 of diffusers, relative to values above 1', () => {
  const noise = new Random(3).normals(8);
  const toyModel = (x: Float32Array, timestep: number) =>
    Promise.resolve(x.map((value) => Math.sin(1.3 * value + 0.002 * timestep)));

  const named = golden.runs.map((run) => {
    const config = golden.configs[run.config];
    const { beta_schedule, timestep_spacing, prediction_type } = config ?? {};
    const snr = config?.rescale_betas_zero_snr === true ? 'zero SNR' : '';
    return {
      ...run,
      config,
      name: [beta_schedule, timestep_spacing, prediction_type, snr].join(' '),
    };
  });
  test.each(named)('$sampler, $steps steps, $name', async ({ config, sampler, steps, final }) => {
    const schedule = makeSchedule(parseScheduleConfig(config, sampler as SamplerName));
    let last = noise;
    for await (const { x } of samplers[sampler as SamplerName](toyModel, noise, schedule, steps)) {
      last = Float32Array.from(x);
    }
    const errors = final.map((value, k) => {
      return Math.abs(value - (last[k] ?? NaN)) / Math.max(1, Math.abs(value));
    });
    expect(Math.max(...errors)).toBeLessThan(1e-4);
  });
});
