import { describe, expect, it } from 'vitest';
import { preferredLanguage } from '../../src/i18n/preference.ts';
import { language } from '../../src/i18n/words.svelte.ts';

type Entry = string | ((...values: never[]) => string);

const files = import.meta.glob<unknown>(['../../src/i18n/*/*.ts', '!../../src/i18n/*/world.ts'], {
  import: 'default',
  eager: true,
});

/** Every string and function of an area by its dotted path. */
function entries(value: unknown, path = ''): [string, Entry][] {
  if (typeof value === 'string' || typeof value === 'function') return [[path, value as Entry]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is ${String(value)}`);
  return Object.entries(value).flatMap(([key, inner]) =>
    entries(inner, path === '' ? key : `${path}.${key}`),
  );
}

function area(code: string, name: string): Map<string, Entry> {
  return new Map(entries(files[`../../src/i18n/${code}/${name}.ts`]));
}

const areas = Object.keys(files)
  .filter((path) => path.includes('/en/'))
  .map((path) => path.replace(/^.*\/|\.ts$/g, ''));
const others = language.all.map(({ code }) => code).filter((code) => code !== 'en');

describe.each(others.flatMap((code) => areas.map((name) => [code, name] as const)))(
  '%s/%s',
  (code, name) => {
    it('has the keys of English and no others', () => {
      expect([...area(code, name).keys()].sort()).toEqual([...area('en', name).keys()].sort());
    });

    it('takes the same values into each sentence as English', () => {
      for (const [key, english] of area('en', name)) {
        const other = area(code, name).get(key);
        expect([key, typeof other]).toEqual([key, typeof english]);
        if (typeof english === 'function')
          expect([key, other?.length]).toEqual([key, english.length]);
      }
    });
  },
);

it.each(areas)('%s has no empty words in any language', (name) => {
  for (const code of ['en', ...others]) {
    for (const [key, entry] of area(code, name)) {
      if (typeof entry === 'string') expect([code, key, entry.trim()]).not.toEqual([code, key, '']);
    }
  }
});

describe('the language to begin with', () => {
  const codes = ['en', 'es', 'fr'];

  it('is the first wish that there are words for', () => {
    expect(preferredLanguage(codes, ['de-AT', 'fr-CA', 'es'])).toBe('fr');
    expect(preferredLanguage(codes, ['ES-mx'])).toBe('es');
  });

  it('is English where no wish can be met', () => {
    expect(preferredLanguage(codes, [])).toBe('en');
    expect(preferredLanguage(codes, ['qq', '', '../en'])).toBe('en');
  });
});
