import type { Recording, Take } from '../../src/core/recording.ts';
import type { RunRequest } from '../../src/core/run.ts';
import { fakeModel } from './model.ts';

/** What a fake model reports to one request, as a recorder would have heard it: an event every 10 ms. */
async function takeOf(request: RunRequest): Promise<Take> {
  const events: Take['events'][number][] = [];
  const hear = (event: Take['events'][number]['event']) => {
    if (event.type !== 'loading') events.push({ atMs: 10 * events.length, event });
  };
  const model = fakeModel(request.family, { paceMs: 0 });
  await model.run(request, hear, new AbortController().signal);
  return { events, ended: 'done' };
}

/** A recording of fake models: 3 denoising steps, 256 image tokens, a story. */
export async function fakeRecording(prompt = 'a cat on a windowsill'): Promise<Recording> {
  const requests = {
    gpt2: {
      family: 'gpt2',
      prompt,
      seed: 7,
      temperature: 0.7,
      topK: 40,
      topP: 1,
      maxNewTokens: 80,
    },
    dalle: { family: 'dalle', prompt, seed: 7, temperature: 1, topK: 32, guidance: 2 },
    diffusion: {
      family: 'diffusion',
      prompt,
      seed: 7,
      steps: 3,
      guidance: 3.5,
      sampler: 'euler',
    },
  } as const;
  const [gpt2, dalle, diffusion] = await Promise.all(Object.values(requests).map(takeOf));
  if (!gpt2 || !dalle || !diffusion) throw new Error('three takes');
  return {
    madeAt: '2026-11-24T09:00:00.000Z',
    version: '0.1.0',
    prompt,
    requests,
    takes: { gpt2, dalle, diffusion },
    packs: { gpt2: { 'config.json': 'ab'.repeat(32) } },
  };
}
