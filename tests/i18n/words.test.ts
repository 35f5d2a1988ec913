import { afterEach, describe, expect, it, vi } from 'vitest';
import english from '../../src/i18n/en/page.ts';
import spanish from '../../src/i18n/es/page.ts';
import french from '../../src/i18n/fr/page.ts';
import { duration, megabytes, number, percent } from '../../src/i18n/format.svelte.ts';
import { language, loadWords, words } from '../../src/i18n/words.svelte.ts';
import { fakeStorage } from '../fakes/storage.ts';

afterEach(() => language.choose('en'));

describe('the words of the page', () => {
  it('are there in English before anything is loaded', () => {
    expect(words.page).toBe(english);
  });

  it('follow the language that is chosen', async () => {
    await language.choose('es');
    expect(words.page.prompt.run).toBe(spanish.prompt.run);
    await language.choose('fr');
    expect(words.page.prompt.run).toBe(french.prompt.run);
  });

  it('are those of the last choice when two are made at once', async () => {
    await Promise.all([language.choose('es'), language.choose('fr')]);
    expect([language.now, words.page.prompt.run]).toEqual(['fr', french.prompt.run]);
  });

  it('stay as they are when an unknown language is asked for', async () => {
    await language.choose('es');
    await language.choose('tlh');
    expect([language.now, words.page.prompt.run]).toEqual(['es', spanish.prompt.run]);
  });

  it('of a room are refused until they are loaded, then follow the language too', async () => {
    expect(() => words.runtime).toThrow("loadWords('runtime')");
    await loadWords('runtime');
    const before = words.runtime;
    await language.choose('fr');
    expect(words.runtime).not.toBe(before);
  });
});

describe('a class of some languages', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is read in the first of them where the page is in none, and nobody chose that', async () => {
    const storage = fakeStorage();
    vi.stubGlobal('localStorage', storage);
    await language.keepTo(null);
    await language.keepTo(['tlh']);
    await language.keepTo(['fr', 'en']);
    expect(language.now).toBe('en');
    await language.keepTo(['tlh', 'fr', 'es']);
    expect([language.now, words.page.prompt.run]).toEqual(['fr', french.prompt.run]);
    expect(storage.length).toBe(0);
  });
});

describe('French', () => {
  it('keeps its marks on the line of their word', async () => {
    await language.choose('fr');
    expect(words.page.prompt.modelsRead).toBe('Les modèles lisent\u00a0:');
    expect(words.page.prompt.use('chat')).toBe('Prendre «\u00a0chat\u00a0»');
  });
});

describe('the languages', () => {
  it('are offered by their own names', () => {
    expect(language.all.map(({ name }) => name)).toEqual(['English', 'Español', 'Français']);
  });
});

describe('numbers', () => {
  it('of time go up to hours', () => {
    expect([9.96, 999, 59_400, 80_000, 9_733_000].map(duration)).toEqual([
      '10.0 ms',
      '1.0 s',
      '59 s',
      '1 min 20 s',
      '2 h 42 min',
    ]);
  });

  it('are written as the language writes them', async () => {
    expect([number(12345.5), megabytes(2.48e7), duration(5432), percent(0.41)]).toEqual([
      '12,345.5',
      '25 MB',
      '5.4 s',
      '41 %',
    ]);
    await language.choose('fr');
    expect([number(0.5), megabytes(2.4e6), duration(5432)]).toEqual([
      '0,5',
      '2,4\u202fMo',
      '5,4 s',
    ]);
  });
});
