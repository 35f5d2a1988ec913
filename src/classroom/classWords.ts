import { withoutEmphasis } from '../core/emphasis.ts';
import { isOfWorld } from '../core/lexicon.ts';
import { readInAny } from '../core/readSpeech.ts';
import type { SpokenWorld } from '../core/speech.ts';
import type { World } from '../core/world.ts';
import { wishOf } from '../kiosk/wish.ts';
import type { PromptRule } from './plan.ts';

/** What a class with a closed list of prompts lets pupils say. */
export interface ClassWords {
  /** Whether a model may be given this text: no word of it is from elsewhere. */
  allow: (text: string) => boolean;
  /** Whether it is one of the prompts that can be chosen. */
  offer: (prompt: string) => boolean;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu;

/** The words of a closed rule; the prompts of a list count as they are written and as the models read them. */
export function classWords(
  rule: Exclude<PromptRule, { kind: 'free' }>,
  world: World,
  speeches: readonly SpokenWorld[],
): ClassWords {
  if (rule.kind === 'world') {
    return {
      allow: (text) => isOfWorld(world, withoutEmphasis(text)),
      offer: (prompt) => wishOf(world, prompt) !== null,
    };
  }
  const codes = ['en', ...speeches.map(({ speech }) => speech.code)];
  const known = new Set(
    rule.prompts.map(withoutEmphasis).flatMap((prompt) => {
      const read = codes.map((code) => readInAny(world, speeches, [code], prompt).spoken);
      return [prompt, ...read].flatMap(wordsOf);
    }),
  );
  return {
    allow: (text) => wordsOf(withoutEmphasis(text)).every((word) => known.has(word)),
    offer: (prompt) => rule.prompts.includes(prompt.trim()),
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}
