import { withoutEmphasis } from '../core/emphasis.ts';
import type { Recording } from '../core/recording.ts';
import { shownBy } from '../core/texts.ts';
import list from './storyWords.txt?raw';

/**
 * The words of GPT-2's stories: all that the grammar it learnt from can say (`training/stories`), none of them on that
 * grammar's list of what a small child should not read.
 */
const learnt = wordsIn(list);
const joined = `\n${[...learnt].join('\n')}\n`;

/** What graphs and their tensors are called, as the pipeline trace shows it. */
const technical = wordsIn(
  'attention attentions bool branch cache cond cross decoder encoder float guess heat hidden ids indices input int kind ' +
    'last latent logits mask net out past position present sample state states text timestep u uint unet use vae value ' +
    'values vq',
);

/** What tokenizers name as no text: those of the shipped packs, of CLIP and of RoBERTa. */
const special = new Set('<|startoftext|> <|endoftext|> <s> </s> <pad> <unk> <mask>'.split(' '));
const wordPattern = /[\p{L}\p{M}]+|\p{Extended_Pictographic}/gu;

/**
 * Whether a recorded run shows only words that GPT-2 learnt, or that `knows` lets through: anything else was put into
 * its file by somebody. Single tokens may be pieces of such words, and a prompt's tokens are those of the prompt.
 */
export function saysOnlyLearnt(recording: Recording, knows: (word: string) => boolean): boolean {
  const { stories, pieces, prompts, names } = shownBy(recording);
  const isKnown = (word: string): boolean => learnt.has(word) || knows(word);
  return (
    stories.every((text) => wordsOf(text).every(isKnown)) &&
    pieces.every((text) => wordsOf(text).every((word) => joined.includes(word) || knows(word))) &&
    prompts.every(({ prompt, tokens }) => lettersOf(prompt).startsWith(lettersOf(...tokens))) &&
    names.every((name) => wordsOf(name).every((word) => technical.has(word) || isKnown(word)))
  );
}

/** Letters and digits only; special tokens have none, and what only looks like one has its own. */
function lettersOf(...texts: readonly string[]): string {
  const plain = texts.filter((text) => !special.has(text)).join('');
  return withoutEmphasis(plain)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

function wordsIn(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}
