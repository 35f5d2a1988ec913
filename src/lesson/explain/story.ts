import type { Family } from '../../core/run.ts';
import type { StoryFacts } from './facts.ts';

/** What is shown beside a sentence of the story. */
export type Figure =
  | 'prompt'
  | 'pieces'
  | 'blank'
  | 'bag'
  | 'drawn'
  | 'writing'
  | 'box'
  | 'laying'
  | 'boldest'
  | 'melting'
  | 'noise'
  | 'firstGuess'
  | 'turn'
  | 'dream'
  | 'trio';

export type LineName =
  | 'asked'
  | 'pieces'
  | 'teller'
  | 'bag'
  | 'drawn'
  | 'writing'
  | 'habit'
  | 'layer'
  | 'laying'
  | 'boldest'
  | 'melting'
  | 'sculptor'
  | 'firstGuess'
  | 'turn'
  | 'dream'
  | 'three'
  | 'seed'
  | 'fit';

/** One sentence of the story, and what of the run it speaks of. */
export interface Line {
  name: LineName;
  /** The model it is about; null of all three. */
  about: Family | null;
  figure: Figure;
}

/** The whole story; what a family has not done yet is left out when it is told. */
const story: readonly Line[] = [
  { name: 'asked', about: null, figure: 'prompt' },
  { name: 'pieces', about: null, figure: 'pieces' },
  { name: 'teller', about: 'gpt2', figure: 'blank' },
  { name: 'bag', about: 'gpt2', figure: 'bag' },
  { name: 'drawn', about: 'gpt2', figure: 'drawn' },
  { name: 'writing', about: 'gpt2', figure: 'writing' },
  { name: 'habit', about: 'gpt2', figure: 'writing' },
  { name: 'layer', about: 'dalle', figure: 'box' },
  { name: 'laying', about: 'dalle', figure: 'laying' },
  { name: 'boldest', about: 'dalle', figure: 'boldest' },
  { name: 'melting', about: 'dalle', figure: 'melting' },
  { name: 'sculptor', about: 'diffusion', figure: 'noise' },
  { name: 'firstGuess', about: 'diffusion', figure: 'firstGuess' },
  { name: 'turn', about: 'diffusion', figure: 'turn' },
  { name: 'dream', about: 'diffusion', figure: 'dream' },
  { name: 'three', about: null, figure: 'trio' },
  { name: 'seed', about: null, figure: 'trio' },
  { name: 'fit', about: null, figure: 'trio' },
];

/** The sentences that can be told of a run as it stands, up to the first model that is still at work. */
export function linesOf({ write, paint, dream }: StoryFacts): readonly Line[] {
  const told = { gpt2: write !== null, dalle: paint !== null, diffusion: dream !== null };
  const end = story.findIndex(({ about }) => about !== null && !told[about]);
  return end === -1 ? story : story.slice(0, end);
}

/** Whether every sentence can be told. */
export function isWhole(lines: readonly Line[]): boolean {
  return lines.length === story.length;
}

const wordsPerMinute = 130;

/** How long a calm reader needs for a sentence and a look at its picture, in milliseconds. */
export function readingMs(sentence: string): number {
  const words = sentence.split(/\s+/).filter((word) => word !== '').length;
  return 2500 + (words / wordsPerMinute) * 60_000;
}
