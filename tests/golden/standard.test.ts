import { describe, expect, test } from 'vitest';
import type { SamplerName } from '../../src/core/run.ts';
import { createDiffusion } from '../../src/engines/diffusion.ts';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { allEvents, never } from '../fakes/shipped.ts';
import { standardPack } from '../fakes/standard.ts';
import golden from './standard.json' with { type: 'json' };

// tests/golden/standard.json and standard/ are written by `python -m training.golden.standard_packs`.

const precisions: Record<string, string> = {
  'model.onnx': 'fp32',
  'model_fp16.onnx': 'fp16',
  'model_quantized.onnx': 'q8',
  'model_q4.onnx': 'q4',
};
const samplerOf: Record<string, SamplerName> = {
  sd1: 'pndm',
  sd2: 'ddim',
  turbo: 'euler',
  lcm: 'lcm',
};

describe("GPT-2 as optimum exports it, in transformers.js' layout, goes on as in Python", () => {
  test.each(golden.gpt2)('$file, "$prompt"', async ({ file, prompt, ids, text }) => {
    const engine = createGpt2(standardPack('gpt2', precisions[file] ?? ''));
    const events = await allEvents(
      engine.run(
        {
          family: 'gpt2',
          prompt,
          seed: 1,
          temperature: 0,
          topK: 0,
          topP: 1,
          maxNewTokens: 16,
        },
        never,
      ),
    );
    const started = events.find((event) => event.type === 'started');
    expect(started?.promptTokens.map(({ id }) => id)).toEqual(ids);
    const done = events.at(-1);
    if (done?.type !== 'done' || done.result.kind !== 'text') expect.unreachable();
    // Dynamic int8 rounds by what flows through it, which parts two machines after some tokens.
    const sure = file === 'model_quantized.onnx' ? 8 : text.length;
    expect(done.result.text.slice(0, sure)).toBe(text.slice(0, sure));
  });
});

describe("Stable Diffusion as optimum exports it, in diffusers' layout, dreams as in Python", () => {
  test.each(golden.diffusion)('$pack, "$prompt"', async (expected) => {
    const { pack, prompt, seed, steps, guidance, picture } = expected;
    const engine = createDiffusion(standardPack(pack));
    const sampler = samplerOf[pack.split('-')[0] ?? ''] ?? 'ddim';
    const request = { family: 'diffusion', prompt, seed, steps, sampler } as const;
    const events = await allEvents(
      engine.run({ ...request, guidance: Math.max(1, guidance) }, never),
    );
    const done = events.at(-1);
    if (done?.type !== 'done' || done.result.kind !== 'picture') expect.unreachable();
    const rgb = Array.from(done.result.picture.data).filter((_, k) => k % 4 !== 3);
    const furthest = Math.max(...rgb.map((value, k) => Math.abs(value - (picture[k] ?? 0))));
    // Rounding to int8 while it runs parts two machines a little further.
    expect(furthest).toBeLessThanOrEqual(pack === 'sd1-int8' ? 5 : 1);
  });
});
