import { replaceWord, type Reading } from '../core/lexicon.ts';
import { readInAny, readSpeech, replaceSaid } from '../core/readSpeech.ts';
import type { SpokenWorld } from '../core/speech.ts';
import type { World } from '../core/world.ts';
import { loadSpeeches } from '../i18n/speeches.ts';
import { language } from '../i18n/words.svelte.ts';

/** Reads prompts in every language of the page; English alone until the others have come. */
export class PromptReader {
  #speeches = $state.raw<readonly SpokenWorld[]>([]);

  async load(): Promise<void> {
    this.#speeches = await loadSpeeches();
  }

  /** A prompt as the models will read it; the language of the page has the first say. */
  read(world: World | null, prompt: string): Reading {
    return readInAny(world, this.#speeches, [language.now, 'en'], prompt);
  }

  /** What to offer, in the language of the page: only what the world can show. */
  suggestions(world: World | null): readonly string[] {
    if (world === null) return [];
    const speech = this.#speechOf(language.now);
    if (speech === undefined) return world.suggestions;
    return speech.speech.suggestions.filter(
      (suggestion) => readSpeech(world, speech, suggestion).notes.length === 0,
    );
  }

  /** An English sentence as the language of the page suggests it; as it is where it does not. */
  titleOf(world: World | null, sentence: string): string {
    const speech = this.#speechOf(language.now);
    if (world === null || speech === undefined) return sentence;
    const { suggestions } = speech.speech;
    return (
      suggestions.find((one) => readSpeech(world, speech, one).spoken === sentence) ?? sentence
    );
  }

  /** A read prompt with an unknown word replaced by the nearest that is known. */
  replaced({ language }: Reading, prompt: string, word: string, nearest: string): string {
    const speech = this.#speechOf(language);
    return speech === undefined
      ? replaceWord(prompt, word, nearest)
      : replaceSaid(speech, prompt, word, nearest);
  }

  #speechOf(code: string): SpokenWorld | undefined {
    return this.#speeches.find(({ speech }) => speech.code === code);
  }
}
