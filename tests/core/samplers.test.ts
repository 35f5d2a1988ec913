import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/random.ts';
import { samplerNames } from '../../src/core/run.ts';
import type { SamplerName } from '../../src/core/run.ts';
import type { SamplerOptions, SamplerStep } from '../../src/core/samplers.ts';
import { samplers } from '../../src/core/samplers.ts';
import { firstStep } from '../../src/core/samplers/walk.ts';
import { makeSchedule } from '../../src/core/schedule.ts';
import { parseScheduleConfig } from '../../src/core/scheduleConfig.ts';

/** What the shipped pack's scheduler says. */
const shipped = {
  num_train_timesteps: 1000,
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  prediction_type: 'v_prediction',
  rescale_betas_zero_snr: true,
  timestep_spacing: 'trailing',
  clip_sample: false,
};
const model = (x: Float32Array) => Promise.resolve(x.map((value) => Math.sin(value)));
const noise = new Random(5).normals(16);

async function walk(name: SamplerName, steps: number, options: SamplerOptions = {}, fields = {}) {
  const schedule = makeSchedule(parseScheduleConfig({ ...shipped, ...fields }, name));
  const told: SamplerStep[] = [];
  for await (const step of samplers[name](model, noise, schedule, steps, options)) told.push(step);
  return told;
}

const adding: readonly SamplerName[] = ['eulerAncestral', 'dpm2mSde', 'dpm2mSdeKarras', 'lcm'];

describe.each(samplerNames)('%s', (name) => {
  test('tells each step once, in order, with less and less noise, and no number is lost', async () => {
    for (let steps = 1; steps <= 50; steps++) {
      const told = await walk(name, steps, { random: new Random(1) });
      const calls = name === 'pndm' && steps > 1 ? steps + 1 : steps;
      expect(told.map(({ step }) => step)).toEqual(Array.from({ length: calls + 1 }, (_, k) => k));
      const sigmas = told.map(({ sigma }) => sigma);
      expect(sigmas).toEqual(sigmas.toSorted((a, b) => b - a));
      for (const { x, guess } of told) expect([...x, ...guess].every(Number.isFinite)).toBe(true);
    }
  });

  test('gives the picture back at strength 0 and asks nothing', async () => {
    const latent = new Random(6).normals(16);
    const told = await walk(name, 20, { random: new Random(1), picture: { latent, strength: 0 } });
    expect(told.map(({ x }) => [...x])).toEqual([[...latent]]);
  });

  test('draws noise only if it adds some', async () => {
    if (adding.includes(name)) await expect(walk(name, 4)).rejects.toThrow('random');
    else expect((await walk(name, 4)).at(-1)?.x).toHaveLength(16);
  });
});

test('strength chooses the first step as diffusers does', () => {
  expect([0, 0.3, 0.5, 0.99, 1].map((strength) => firstStep(20, strength))).toEqual([
    20, 14, 10, 1, 0,
  ]);
  expect(firstStep(50, 0.58)).toBe(22); // 50 * 0.58 is 28.999... in binary
});

test.each(['midpoint', 'heun'])(
  'DPM++ %s passes a timestep that comes twice',
  async (solver_type) => {
    const fields = { timestep_spacing: 'linspace', solver_type };
    const told = await walk('dpm2m', 1000, {}, fields);
    expect(told.every(({ x }) => x.every(Number.isFinite))).toBe(true);
  },
);

test('LCM refuses more steps than its model was distilled at', async () => {
  await expect(walk('lcm', 51, { random: new Random(1) })).rejects.toThrow('between 1 and 50');
});

test.each([
  { thresholding: true },
  { use_beta_sigmas: true },
  { interpolation_type: 'log_linear' },
  { trained_betas: [0.1] },
  { beta_schedule: 'squaredcos_cap_v2' },
])('a scheduler that cannot be followed is refused: %o', (fields) => {
  expect(() => parseScheduleConfig({ ...shipped, ...fields })).toThrow(Object.keys(fields)[0]);
});
