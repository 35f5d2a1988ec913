import { describe, expect, it } from 'vitest';
import { longestPrompt, readPrompt, replaceWord } from '../../src/core/lexicon.ts';
import { parseWorld } from '../../src/core/world.ts';
import { sentenceOf } from '../../src/ui/promptNote.ts';
import { seedling } from '../fakes/world.ts';

const world = parseWorld(seedling);

function sentences(prompt: string): string[] {
  return readPrompt(world, prompt).notes.map(sentenceOf);
}

describe('the lexicon', () => {
  it('says nothing about a prompt of known words', () => {
    expect(sentences('A cat sitting on a sunny windowsill')).toEqual([]);
  });

  it('names the nearest of kin of an unknown word', () => {
    expect(sentences('A dragon on a beach')).toEqual([
      "I do not know 'dragon'; the nearest I know is 'dinosaur'.",
    ]);
    expect(sentences('an orange car at dawn')).toEqual([
      "I do not know 'orange'; the nearest I know is 'red'.",
      "I do not know 'dawn'; the nearest I know is 'sunset'.",
    ]);
  });

  it('finds a misspelt word by its letters', () => {
    expect(sentences('a blue elefant')).toEqual([
      "I do not know 'elefant'; the nearest I know is 'elephant'.",
    ]);
  });

  it('offers a plural for a plural', () => {
    expect(sentences('two wolves and three dragons')).toContain(
      "I do not know 'dragons'; the nearest I know is 'dinosaurs'.",
    );
  });

  it('says plainly when nothing is near', () => {
    expect(sentences('a cat and a zxqv')).toEqual([
      "I do not know 'zxqv', and nothing I know is near it.",
    ]);
  });

  it('speaks synonyms, their plurals and digits in the words of the world', () => {
    expect(readPrompt(world, '2 puppies and a kitten')).toMatchObject({
      spoken: 'two dogs and a kitten',
      notes: [],
    });
  });

  it('says which count is the nearest', () => {
    expect(sentences('7 cats')).toEqual(["I do not know '7'; the nearest I know is 'three'."]);
  });

  it('reads an emoji as the thing it shows', () => {
    expect(sentences('🐲 in the snow')).toEqual([
      "I do not know '🐲'; the nearest I know is 'dinosaur'.",
    ]);
    expect(replaceWord('🐲 in the snow', '🐲', 'dinosaur')).toBe('dinosaur in the snow');
  });

  it('asks for words where there are none', () => {
    for (const prompt of ['', '   \n\t', '?!…', '<>']) {
      expect(readPrompt(world, prompt)).toMatchObject({ spoken: '', notes: [{ kind: 'empty' }] });
    }
  });

  it('reads right-to-left text and says that it knows none of it', () => {
    expect(sentences('قطة جميلة')).toEqual([
      "I do not know 'قطة', and nothing I know is near it.",
      "I do not know 'جميلة', and nothing I know is near it.",
      'I know none of these words, so the pictures will be the models’ own idea.',
    ]);
  });

  it('keeps HTML as the text it is', () => {
    expect(readPrompt(world, '<b>cat</b>').spoken).toBe('<b>cat</b>');
  });

  it('cuts ten thousand characters at a word and says so, quickly', () => {
    const begun = performance.now();
    const { spoken, notes } = readPrompt(world, 'a purple cat '.repeat(800));
    expect(performance.now() - begun).toBeLessThan(200);
    expect(spoken.length).toBeLessThanOrEqual(longestPrompt);
    expect(spoken.endsWith('purple') || spoken.endsWith('cat') || spoken.endsWith('a')).toBe(true);
    expect(notes.map(sentenceOf)).toEqual([
      `That is long: the models read the first ${longestPrompt} characters.`,
    ]);
  });

  it('cuts an unbroken run of emoji between characters', () => {
    const { spoken } = readPrompt(world, '🐧'.repeat(5000));
    expect(() => encodeURIComponent(spoken)).not.toThrow();
    expect(spoken.length).toBeLessThanOrEqual(longestPrompt);
  });

  it('lets every word pass when the world is missing', () => {
    expect(readPrompt(null, 'a dragon').notes).toEqual([]);
  });

  it('replaces a word, keeps its capital and puts the article right', () => {
    expect(replaceWord('Dragon on a beach', 'dragon', 'dinosaur')).toBe('Dinosaur on a beach');
    expect(replaceWord('A mammoth in the snow', 'mammoth', 'elephant')).toBe(
      'An elephant in the snow',
    );
    expect(replaceWord('an eagle', 'eagle', 'duck')).toBe('a duck');
  });
});

describe('the world file', () => {
  it('is refused when it holds no objects or no words', () => {
    for (const json of [
      null,
      3,
      {},
      { objects: [], words: ['a'] },
      { objects: [{ name: 'cat' }] },
    ]) {
      expect(parseWorld(json)).toBeNull();
    }
  });
});
