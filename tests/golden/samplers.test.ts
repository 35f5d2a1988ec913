import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/random.ts';
import type { SamplerName } from '../../src/core/run.ts';
import type { Picture } from '../../src/core/samplers.ts';
import { samplers } from '../../src/core/samplers.ts';
import { dpmCourse } from '../../src/core/samplers/dpmSolver.ts';
import { lcmTimesteps } from '../../src/core/samplers/lcm.ts';
import { pndmTimesteps } from '../../src/core/samplers/pndm.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import { makeSchedule } from '../../src/core/schedule.ts';
import { parseScheduleConfig } from '../../src/core/scheduleConfig.ts';
import golden from './samplers.json' with { type: 'json' };

// tests/golden/samplers.json is written by `python -m training.golden.samplers`.

const size = 16;
const configs: readonly Record<string, unknown>[] = golden.configs;

function scheduleOf(config: number, sampler: string): Schedule {
  return makeSchedule(parseScheduleConfig(configs[config], sampler as SamplerName));
}

/** The toy model of training/golden/core.py. */
const toyModel = (x: Float32Array, timestep: number) =>
  Promise.resolve(x.map((value) => Math.sin(1.3 * value + 0.002 * timestep)));

/** The latents of a run as the fixtures keep them, before the first step and after the last. */
async function walk(sampler: string, schedule: Schedule, steps: number, picture?: Picture) {
  const random = new Random(golden.noiseSeed);
  const noise = random.normals(size);
  const options = picture === undefined ? { random } : { random, picture };
  const latents: Float32Array[] = [];
  const run = samplers[sampler as SamplerName](toyModel, noise, schedule, steps, options);
  for await (const { x } of run) latents.push(x);
  const [begun, final] = [latents[0], latents.at(-1)].map((x) => kept(x ?? noise));
  return { begun: begun ?? [], final: final ?? [], left: latents.length - 1 };
}

function kept(x: Float32Array): number[] {
  const size = x.reduce((sum, value) => sum + Math.abs(value), 0);
  return [x[0] ?? NaN, x.at(-1) ?? NaN, size];
}

/** The largest error, relative to values above 1. */
function errorOf(found: readonly number[], expected: readonly number[]): number {
  const errors = expected.map((value, k) => {
    return Math.abs(value - (found[k] ?? NaN)) / Math.max(1, Math.abs(value));
  });
  return Math.max(...errors);
}

function nameOf(config: number): string {
  return `config ${config} ${JSON.stringify(configs[config])}`;
}

describe('full runs of every number of steps end within 1e-4 of diffusers', () => {
  const named = golden.runs.map((run) => ({ ...run, name: nameOf(run.config) }));
  test.each(named)('$sampler, $name', async ({ config, sampler, runs }) => {
    const schedule = scheduleOf(config, sampler);
    for (const [steps = 0, ...expected] of runs) {
      const { final } = await walk(sampler, schedule, steps);
      const error = errorOf(final, expected);
      expect(error, `${steps} steps`).toBeLessThan(1e-4);
    }
  });
});

describe('image-to-image begins and ends within 1e-4 of diffusers', () => {
  const named = golden.pictures.map((run) => ({ ...run, name: nameOf(run.config) }));
  test.each(named)('$sampler, $steps steps, strength $strength, $name', async (expected) => {
    const { config, sampler, steps, strength } = expected;
    const latent = new Random(golden.pictureSeed).normals(size);
    const found = await walk(sampler, scheduleOf(config, sampler), steps, { latent, strength });
    expect(found.left).toBe(expected.left);
    expect(errorOf(found.begun, expected.begun)).toBeLessThan(1e-5);
    expect(errorOf(found.final, expected.final)).toBeLessThan(1e-4);
  });
});

describe('timesteps are those of diffusers', () => {
  const counts = [...Array.from({ length: 50 }, (_, k) => k + 1), 75, 100, 250, 333, 500];

  function timestepsOf(sampler: string, schedule: Schedule, steps: number): readonly number[] {
    if (sampler === 'lcm') return lcmTimesteps(schedule.config, steps);
    if (sampler === 'pndm') return pndmTimesteps(schedule.config, steps);
    return dpmCourse(schedule, steps, sampler === 'dpm2mKarras').timesteps;
  }

  test.each(golden.plans)(
    '$sampler, config $config',
    ({ config, sampler, counts: last, sha256 }) => {
      const schedule = scheduleOf(config, sampler);
      const known = counts.filter((steps) => steps <= last);
      const all = known.flatMap((steps) => timestepsOf(sampler, schedule, steps));
      expect(createHash('sha256').update(Int32Array.from(all)).digest('hex')).toBe(sha256);
    },
  );
});
