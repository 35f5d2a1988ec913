import { describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { crc32 } from '../../src/core/crc32.ts';
import { generationText, recipeOfText } from '../../src/core/generationText.ts';
import { joined } from '../../src/core/gzip.ts';
import { fragmentOf, recipeOfFragment } from '../../src/core/link.ts';
import { pngText, withPngText } from '../../src/core/pngText.ts';
import { recipeOf, type Recipe } from '../../src/core/recipe.ts';
import { samplerNames, type DreamRequest } from '../../src/core/run.ts';
import { damaged, dice } from '../fakes/damage.ts';

const dream: DreamRequest = {
  family: 'diffusion',
  prompt: 'a cat',
  seed: 7,
  steps: 20,
  guidance: 3.5,
  sampler: 'euler',
};

/** The smallest PNG: one grey pixel. */
const png = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  ),
  (letter) => letter.charCodeAt(0),
);

function kindOf(action: () => unknown): string {
  try {
    action();
    return 'read';
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.kind;
    throw thrown;
  }
}

describe('the text in a picture', () => {
  it('has the form of AUTOMATIC1111', () => {
    expect(generationText('A cat', dream, 512)).toBe(
      'A cat\nSteps: 20, Sampler: Euler, CFG scale: 3.5, Seed: 7, Size: 512x512, Model: Windowsill Stable Diffusion',
    );
  });

  it('gives prompt, seed and settings back, for every sampler and for a painting', () => {
    for (const sampler of samplerNames) {
      const recipe = recipeOfText(
        generationText('A cat,\non two lines', { ...dream, sampler }, 512),
      );
      expect(recipe).toEqual({
        prompt: 'A cat,\non two lines',
        seed: 7,
        write: {},
        paint: {},
        dream: { steps: 20, guidance: 3.5, sampler },
      });
    }
    const painted = {
      family: 'dalle',
      prompt: '',
      seed: 9,
      temperature: 0.9,
      topK: 32,
      guidance: 2,
    };
    expect(recipeOfText(generationText('A red car', painted as never, 256))).toEqual({
      prompt: 'A red car',
      seed: 9,
      write: {},
      paint: { temperature: 0.9, topK: 32, guidance: 2 },
      dream: {},
    });
  });

  it('is read from other programs, their own settings passed over', () => {
    const foreign =
      'a castle, (best quality:1.2)\nNegative prompt: blurry, Seed: 3\n' +
      'Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 1234567890, ' +
      'Size: 512x768, Model hash: 6ce0161689, Lora hashes: "a: 12, Seed: 5", Version: v1.9.4';
    expect(recipeOfText(foreign)).toEqual({
      prompt: 'a castle, (best quality:1.2)',
      seed: 1_234_567_890,
      write: {},
      paint: {},
      dream: { negative: 'blurry, Seed: 3', steps: 28, guidance: 7, sampler: 'dpm2mKarras' },
    });
    expect(kindOf(() => recipeOfText('only words'))).toBe('unreadable');
  });
});

describe('a PNG', () => {
  it('carries a text in Latin-1 or beyond, and its checksums hold', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
    for (const text of [
      'A café\nSeed: 7',
      'кошка 🐱\nSeed: 7',
      '',
      '<img src=x onerror=alert(1)>',
    ]) {
      const written = withPngText(png, 'parameters', text);
      expect(pngText(written, 'parameters')).toBe(text);
      expect(pngText(written, 'other')).toBeNull();
    }
    expect(pngText(png, 'parameters')).toBeNull();
  });

  it('is refused at once when it holds far more than a picture does', () => {
    const chunk = (type: string, data: Uint8Array): Uint8Array[] => {
      const named = joined([new TextEncoder().encode(type), data], 4 + data.length);
      const numbers = [data.length, crc32(named)].map((number) => {
        const bytes = new Uint8Array(4);
        new DataView(bytes.buffer).setUint32(0, number);
        return bytes;
      });
      return [numbers[0] ?? png, named, numbers[1] ?? png];
    };
    const withChunks = (chunks: Uint8Array[]) => {
      const parts = [png.subarray(0, 33), ...chunks, png.subarray(33)];
      return joined(
        parts,
        parts.reduce((sum, { length }) => sum + length, 0),
      );
    };
    const spaces = new Uint8Array(3e6).fill(32);
    spaces[29e5] = 0;
    const longKeyword = withChunks(chunk('tEXt', spaces));
    const empty = chunk('tEXt', Uint8Array.of(65, 0));
    const few = withChunks(Array<Uint8Array[]>(3000).fill(empty).flat());
    const many = withChunks(Array<Uint8Array[]>(20_000).fill(empty).flat());
    expect(pngText(few, 'parameters')).toBeNull();
    const fromCharCode = vi.spyOn(String, 'fromCharCode');
    for (const large of [longKeyword, many]) {
      expect(kindOf(() => pngText(large, 'parameters'))).toBe('unreadable');
    }
    expect(fromCharCode.mock.calls.length).toBeLessThan(100_000);
    fromCharCode.mockRestore();
  });

  it('is refused when it is damaged, whatever the damage', () => {
    const written = withPngText(png, 'parameters', 'A cat\nSteps: 20, Seed: 7');
    for (let seed = 0; seed < 1000; seed++) {
      const broken = damaged(written, seed);
      const outcome = kindOf(() => pngText(broken, 'parameters'));
      // Damage that undoes itself leaves the text as it was; any other is noticed.
      if (outcome === 'read') expect(pngText(broken, 'parameters')).toMatch(/^A cat\nSteps: 20/);
      else expect(outcome).toBe('unreadable');
    }
  });
});

describe('a link', () => {
  const recipe: Recipe = {
    prompt: 'Ein Kätzchen & 50 % “Glück” 🐱 #1',
    seed: 4_294_967_295,
    write: { temperature: 0.7, topK: 40, topP: 0.95, maxNewTokens: 80 },
    paint: { temperature: 1, topK: 0, guidance: 2.5 },
    dream: { steps: 20, guidance: 3, sampler: 'dpm2mSdeKarras' },
  };

  it('carries a run in its fragment and gives it back', () => {
    expect(recipeOfFragment(fragmentOf(recipe))).toEqual(recipe);
    const bare = { prompt: 'a cat', seed: 0, write: {}, paint: {}, dream: {} };
    expect(fragmentOf(bare)).toBe('#prompt=a+cat&seed=0');
    expect(recipeOfFragment('#prompt=a+cat&seed=0')).toEqual(bare);
  });

  it('is made from what was asked for', () => {
    const requests = {
      gpt2: {
        family: 'gpt2',
        prompt: '',
        seed: 7,
        temperature: 1,
        topK: 4,
        topP: 1,
        maxNewTokens: 9,
      },
      dalle: { family: 'dalle', prompt: '', seed: 7, temperature: 1, topK: 4, guidance: 2 },
      diffusion: dream,
    } as const;
    const made = recipeOf('Typed', requests);
    expect(recipeOfFragment(fragmentOf(made))).toEqual(made);
  });

  it('leaves fragments that are not ours alone', () => {
    for (const other of ['', '#', '#top', '#seed=7']) expect(recipeOfFragment(other)).toBeNull();
  });

  it('is refused when a value is out of range, comes twice or is unknown', () => {
    const bad = [
      '#prompt=a',
      '#prompt=a&seed=',
      '#prompt=a&seed=-1',
      '#prompt=a&seed=1.5',
      '#prompt=a&seed=1e3',
      '#prompt=a&seed=4294967296',
      '#prompt=a&seed=7&seed=8',
      '#prompt=a&seed=7&steps=0',
      '#prompt=a&seed=7&steps=99999',
      '#prompt=a&seed=7&sampler=magic',
      '#prompt=a&seed=7&guidance=NaN',
      '#prompt=a&seed=7&onload=alert(1)',
      `#prompt=${'a'.repeat(2000)}&seed=7`,
    ];
    for (const fragment of bad) {
      expect(
        kindOf(() => recipeOfFragment(fragment)),
        fragment,
      ).toBe('unreadable');
    }
  });

  it('never crashes on a changed fragment', () => {
    const fragment = fragmentOf(recipe);
    for (let seed = 0; seed < 1000; seed++) {
      const roll = dice(seed);
      const letters = Array.from(fragment);
      for (let k = 0; k <= roll(4); k++) {
        letters[roll(letters.length)] = String.fromCharCode(32 + roll(96));
      }
      expect(['read', 'unreadable']).toContain(kindOf(() => recipeOfFragment(letters.join(''))));
    }
  });
});
