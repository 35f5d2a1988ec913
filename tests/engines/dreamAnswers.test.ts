import { getHeapSnapshot } from 'node:v8';
import { expect, test } from 'vitest';
import type { DreamRequest } from '../../src/core/run.ts';
import { Answers } from '../../src/engines/dreamAnswers.ts';

const request: DreamRequest = {
  family: 'diffusion',
  prompt: 'Three purple owls',
  seed: 7,
  steps: 4,
  guidance: 4,
  sampler: 'ddim',
};
const turn = { step: 2, prompt: 'a red car' };
const answer = new Float32Array([1]);

test('the steps before a turn are shared with a run of the same request, and with no other', async () => {
  const answers = new Answers();
  const ask = async (change: Partial<DreamRequest>) => {
    const shared = await answers.begin({ ...request, ...change });
    for (let step = shared.length; step < 4; step++) answers.keep(answer);
    return shared.length;
  };
  expect(await ask({})).toBe(0);
  expect(await ask({ turn })).toBe(2);
  expect(await ask({ turn, seed: 8 })).toBe(0);
  expect(await ask({ turn, seed: 8, explain: true })).toBe(0);
});

/** Whether the heap holds a text, which comes as numbers so that asking leaves nothing of it behind. */
async function heapHolds(codes: readonly number[]): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of getHeapSnapshot()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).includes(Buffer.from(codes));
}

test('what was asked for does not outlive the run in words', async () => {
  const codes = Array.from({ length: 24 }, (_, k) => 97 + ((k * 7 + 3) % 26));
  const prompt = () => String.fromCharCode(...codes);
  const answers = new Answers();
  const held = { request: { ...request, prompt: prompt() } };
  await answers.begin(held.request);
  expect(await heapHolds(codes)).toBe(true);
  held.request = request;
  expect(await heapHolds(codes)).toBe(false);
  expect(await answers.begin({ ...request, prompt: prompt(), turn })).toEqual([]);
});
