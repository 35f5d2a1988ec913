import { expect, test } from 'vitest';
import { samplerNames } from '../../src/core/run.ts';
import { parseScheduleConfig } from '../../src/core/scheduleConfig.ts';
import { askedSampler } from '../../src/core/schedulerClass.ts';

test.each([
  ['DDIMScheduler', {}, 'ddim'],
  ['PNDMScheduler', {}, 'pndm'],
  ['EulerDiscreteScheduler', { use_karras_sigmas: true }, 'euler'],
  ['DPMSolverMultistepScheduler', {}, 'dpm2m'],
  ['DPMSolverMultistepScheduler', { use_karras_sigmas: true }, 'dpm2mKarras'],
  ['DPMSolverMultistepScheduler', { algorithm_type: 'sde-dpmsolver++' }, 'dpm2mSde'],
  [
    'DPMSolverMultistepScheduler',
    { algorithm_type: 'sde-dpmsolver++', use_karras_sigmas: true },
    'dpm2mSdeKarras',
  ],
  ['DEISMultistepScheduler', { algorithm_type: 'deis', solver_type: 'logrho' }, 'dpm2m'],
  ['UniPCMultistepScheduler', { solver_type: 'bh2', use_karras_sigmas: true }, 'dpm2mKarras'],
])('the file of a %s with %j asks for %s', (_class_name, fields, sampler) => {
  expect(askedSampler({ _class_name, ...fields })).toEqual({ kind: 'known', sampler });
});

test('a scheduler that is none of ours is told by its name', () => {
  for (const name of ['HeunDiscreteScheduler', 'DDPMScheduler', 'toString']) {
    expect(askedSampler({ _class_name: name })).toEqual({ kind: 'unknown', name });
  }
  expect([{}, null, 'x', { _class_name: 3 }].map(askedSampler)).toEqual([null, null, null, null]);
});

test('the solvers of DEIS and UniPC are read as the midpoint by every sampler, and nonsense is not', () => {
  for (const sampler of samplerNames) {
    for (const solver_type of ['logrho', 'bh1', 'bh2']) {
      expect(parseScheduleConfig({ solver_type }, sampler).solver.type).toBe('midpoint');
    }
    expect(parseScheduleConfig({ solver_type: 'heun' }, sampler).solver.type).toBe('heun');
    expect(() => parseScheduleConfig({ solver_type: 'x' }, sampler)).toThrow('solver_type');
  }
});
