import { describe, expect, it } from 'vitest';
import { fillSettings } from '../../src/state/fillSettings.ts';
import { Knob } from '../../src/state/knob.svelte.ts';
import { largestSeed, Seed } from '../../src/state/seed.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';

describe('a knob', () => {
  it('keeps every value in its range and on its step', () => {
    const knob = new Knob({ min: 1, max: 12, step: 0.5 }, 4);
    const asked = [0, 99, 4.3, -Infinity, Number.NaN, 7.75];
    const got = asked.map((value) => {
      knob.value = value;
      return knob.value;
    });
    expect(got).toEqual([1, 12, 4.5, 4.5, 4.5, 8]);
  });

  it('takes more than its slider shows where it may, and the slider then reaches so far', () => {
    const knob = new Knob({ min: 1, max: 50, step: 1, utmost: 1000 }, 20);
    const asked = [50, 200, 30, 5000];
    const got = asked.map((value) => {
      knob.value = value;
      return [knob.value, knob.most];
    });
    expect(got).toEqual([
      [50, 50],
      [200, 200],
      [30, 200],
      [1000, 1000],
    ]);
    knob.reset();
    expect([knob.value, knob.most]).toEqual([20, 50]);
  });
});

describe('a seed', () => {
  it('is used as shown, then drawn anew', () => {
    const seed = new Seed(7);
    expect(seed.take()).toBe(7);
    const next = seed.take();
    expect(next).toBe(seed.value);
    expect(next).not.toBe(7);
  });

  it('stays while it is kept', () => {
    const seed = new Seed(7);
    seed.kept = true;
    expect([seed.take(), seed.take(), seed.take()]).toEqual([7, 7, 7]);
  });

  it('stays once a person has written it', () => {
    const seed = new Seed(7);
    seed.value = 42;
    expect([seed.take(), seed.take()]).toEqual([42, 42]);
  });

  it('is whole and in 32 bits', () => {
    const seed = new Seed(7);
    const got = [-3, 1.9, 2 ** 40, Number.NaN].map((value) => {
      seed.value = value;
      return seed.value;
    });
    expect(got).toEqual([0, 1, largestSeed, largestSeed]);
  });
});

describe('the settings', () => {
  it('keep the steps that a link asks for, over those of the slider', () => {
    const settings = new Settings();
    fillSettings(settings, {
      prompt: 'a cat',
      seed: 7,
      write: {},
      paint: {},
      dream: { steps: 250 },
    });
    expect(settings.requests('a cat').diffusion.steps).toBe(250);
  });

  it('ask all three models with the same prompt and seed', () => {
    const settings = new Settings();
    settings.sampler = 'euler';
    settings.dream.steps.value = 12;
    const { gpt2, dalle, diffusion } = settings.requests('a cat');
    expect([gpt2.seed, dalle.seed, diffusion.seed]).toEqual([7, 7, 7]);
    expect([gpt2.prompt, dalle.prompt, diffusion.prompt]).toEqual(['a cat', 'a cat', 'a cat']);
    expect(diffusion).toMatchObject({ steps: 12, sampler: 'euler' });
  });
});

describe('a suggestion', () => {
  it('is taken until a person has turned the knob', () => {
    const knob = new Knob({ min: 0, max: 10, step: 1 }, 4);
    knob.suggest(6);
    knob.suggest('many');
    expect(knob.value).toBe(6);
    knob.value = 2;
    knob.suggest(7);
    expect(knob.value).toBe(2);
  });
});
