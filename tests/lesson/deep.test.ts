import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Random } from '../../src/core/random.ts';
import { ddim } from '../../src/core/samplers/ddim.ts';
import { chooseToken } from '../../src/core/sampling.ts';
import { makeSchedule } from '../../src/core/schedule.ts';
import { parseScheduleConfig } from '../../src/core/scheduleConfig.ts';
import { cutFunction, namesIn } from '../../src/lesson/deep/cut.ts';
import {
  drawOf,
  mixturesOf,
  numberStep,
  placeOfDraw,
  weighedOf,
} from '../../src/lesson/deep/numbers.ts';
import { shown, sourceOf } from '../../src/lesson/deep/sources.ts';

const logits = Float32Array.from({ length: 50 }, (_, k) => Math.sin(k * 7.3) * 4);
const order = Array.from(logits.keys()).sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0));
const glimpse = {
  index: 0,
  from: 1,
  to: 1,
  attention: new Float32Array(1),
  layers: 1,
  heads: 1,
  lens: [],
  logits: Float32Array.from(order, (id) => logits[id] ?? 0),
  ids: Int32Array.from(order),
  texts: order.map(String),
};
const request = {
  family: 'gpt2',
  prompt: 'a cat',
  seed: 11,
  temperature: 0.8,
  topK: 20,
  topP: 1,
  maxNewTokens: 8,
} as const;

test.each(Object.values(shown))('$name is in $file, whole', async (code) => {
  const source = await sourceOf(code);
  expect(source).toBe(readFileSync(code.file, 'utf8'));
  const cut = cutFunction(source, code.name, code.language);
  const text = cut?.lines.join('\n') ?? '';
  expect(text).toContain(code.name.split('.').at(-1));
  expect(source.split('\n')[(cut?.first ?? 0) - 1]?.trim()).toBe(cut?.lines[0]?.trim());
  if (code.language === 'ts') expect(cut?.lines.at(-1)).toMatch(/^\}/);
  else expect(text).toContain('return');
});

test('a name is told where it first stands in the code, and not in a comment', () => {
  const lines = ['/** of scale */', 'f(scale) {', '  return scale * size;'];
  expect(namesIn(lines, ['scale', 'size'])).toEqual([[], ['scale'], ['size']]);
});

test('the shares and the draw that are shown are those by which the engine chose', () => {
  const random = new Random(request.seed);
  for (let index = 0; index < 20; index++) {
    const choice = chooseToken(logits, request, () => random.uniform());
    const weighed = weighedOf(glimpse, request, 200);
    expect(weighed).toHaveLength(request.topK);
    expect(weighed[0]?.id).toBe(choice.likeliest[0]?.id);
    const place = placeOfDraw(
      weighed.map(({ share }) => share),
      drawOf(request, index) ?? 0,
    );
    expect(weighed[place]).toMatchObject({ id: choice.id, share: choice.probability });
  }
  expect(drawOf({ ...request, temperature: 0 }, 3)).toBeNull();
});

test('one number of a DDIM step is taken apart into the guess that the sampler made', async () => {
  const config = JSON.parse(
    readFileSync('models/stable-diffusion/scheduler/scheduler_config.json', 'utf8'),
  ) as unknown;
  const schedule = makeSchedule(parseScheduleConfig(config));
  const noise = new Random(3).normals(16);
  const denoise = (x: Float32Array) => Promise.resolve(x.map((value) => Math.tanh(value)));
  let before: Float32Array = noise;
  for await (const step of ddim(denoise, noise, schedule, 8)) {
    if (step.step > 0) {
      const { now, next } = mixturesOf(schedule, step, 8);
      const found = numberStep(before[5] ?? 0, step.x[5] ?? 0, now, next);
      expect(found?.x0).toBeCloseTo(step.guess[5] ?? NaN, 3);
      const mixed = next.signal * (found?.x0 ?? 0) + next.spread * (found?.noise ?? 0);
      expect(mixed).toBeCloseTo(step.x[5] ?? NaN, 4);
    }
    before = step.x;
  }
});
