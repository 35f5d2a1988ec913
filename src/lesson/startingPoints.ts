import type { DreamRequest, PaintRequest, WriteRequest } from '../core/run.ts';
import type { Run } from '../state/run.svelte.ts';

const prompt = 'A cat sitting on a sunny windowsill';
const seed = 7;

/** What trials of the storyteller start from: the learner's own request, without explanations. */
export function writeStart({ write }: Run): WriteRequest {
  const plain = { family: 'gpt2', prompt, seed, temperature: 0.8, topK: 40, topP: 1 } as const;
  return { ...(write.request ?? { ...plain, maxNewTokens: 80 }), explain: false };
}

export function paintStart({ paint }: Run): PaintRequest {
  const plain = { family: 'dalle', prompt, seed, temperature: 1, topK: 64, guidance: 3 } as const;
  return { ...(paint.request ?? plain), explain: false };
}

export function dreamStart({ dream }: Run): DreamRequest {
  const plain = { family: 'diffusion', prompt, seed, steps: 20, guidance: 4 } as const;
  return { ...(dream.request ?? { ...plain, sampler: 'ddim' }), explain: false };
}
