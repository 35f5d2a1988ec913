import { expect, it } from 'vitest';

const code = Object.values(
  import.meta.glob<string>(['../../src/**/*.{ts,svelte}', '!../../src/i18n/**/*'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n');
const english = import.meta.glob<unknown>('../../src/i18n/en/*.ts', {
  import: 'default',
  eager: true,
});

/** Groups whose entries are looked up by a name that comes from data. */
const lookedUp = new Set(['glossary', 'parts', 'details']);

/** The names of all entries, groups and sentences alike. */
function namesIn(value: unknown, group = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(lookedUp.has(group) ? [] : [name]),
    ...namesIn(inner, name),
  ]);
}

it.each(Object.entries(english))('%s has no name that the page never asks for', (_, area) => {
  const mentioned = new Set(code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  expect(namesIn(area).filter((name) => !mentioned.has(name) && !/\W/.test(name))).toEqual([]);
});
