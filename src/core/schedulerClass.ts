import type { SamplerName } from './run.ts';

/** diffusers' schedulers, by the sampler that walks as they do. */
const samplerOf = new Map<string, SamplerName>([
  ['DDIMScheduler', 'ddim'],
  ['PNDMScheduler', 'pndm'],
  ['EulerDiscreteScheduler', 'euler'],
  ['EulerAncestralDiscreteScheduler', 'eulerAncestral'],
  ['LCMScheduler', 'lcm'],
]);

/** Those that DPM++ 2M stands for: itself, and two others of second order over several steps. */
const dpmClasses: readonly unknown[] = [
  'DPMSolverMultistepScheduler',
  'DEISMultistepScheduler',
  'UniPCMultistepScheduler',
];

/** What a scheduler's file asks for: a sampler of ours, or one by a name that we do not know. */
export type AskedSampler =
  { kind: 'known'; sampler: SamplerName } | { kind: 'unknown'; name: string };

/** The sampler that a parsed `scheduler_config.json` of diffusers asks for; null where it names none. */
export function askedSampler(config: unknown): AskedSampler | null {
  const fields = Object(config) as Record<string, unknown>;
  const name = fields['_class_name'];
  if (typeof name !== 'string') return null;
  const sampler = dpmClasses.includes(name) ? dpmOf(fields) : samplerOf.get(name);
  return sampler === undefined ? { kind: 'unknown', name } : { kind: 'known', sampler };
}

/** Of DPM++ 2M the one whose sigmas lie, and whose steps add noise, as the file says. */
function dpmOf(fields: Record<string, unknown>): SamplerName {
  const isKarras = fields['use_karras_sigmas'] === true;
  const isStochastic = String(fields['algorithm_type']).startsWith('sde-');
  if (isStochastic) return isKarras ? 'dpm2mSdeKarras' : 'dpm2mSde';
  return isKarras ? 'dpm2mKarras' : 'dpm2m';
}
