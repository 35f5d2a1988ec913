import type fixedWords from '../i18n/en/quiz/fixed.ts';
import type { Anchor, Level, Option, Question } from './question.ts';

type FixedId = keyof typeof fixedWords;

const store: Record<FixedId, readonly [Level, Anchor]> = {
  continuesText: ['easy', 'rooms'],
  startsFromNoise: ['easy', 'rooms'],
  intoImageTokens: ['easy', 'rooms'],
  tokenIs: ['easy', 'pipeline'],
  sameSeed: ['easy', 'pipeline'],
  whereRuns: ['easy', 'pipeline'],
  neverSeen: ['easy', 'training'],
  learnFrom: ['easy', 'training'],
  temperatureUp: ['medium', 'rooms'],
  oneAtATime: ['medium', 'rooms'],
  guidanceUp: ['medium', 'prediction'],
  guessesNoise: ['medium', 'prediction'],
  layingOrder: ['medium', 'rooms'],
  lossFalls: ['medium', 'training'],
  moreSteps: ['medium', 'rooms'],
  smallLatent: ['medium', 'pipeline'],
  softmax: ['hard', 'prediction'],
  attention: ['hard', 'prediction'],
  heldOut: ['hard', 'training'],
  quantised: ['hard', 'pipeline'],
  emptyPrompt: ['hard', 'prediction'],
  decoder: ['hard', 'pipeline'],
  ninetyNine: ['hard', 'rooms'],
  tooHighRate: ['hard', 'training'],
};

function option(id: FixedId, which: 'right' | 'a' | 'b' | 'c'): Option {
  return { kind: 'said', say: (words) => words.fixed[id][which] };
}

/** The questions that are the same for everybody. */
export const fixedQuestions: readonly Question[] = Object.entries(store).map(
  ([name, [level, anchor]]) => {
    const id = name as FixedId;
    return {
      id,
      level,
      own: false,
      options: [option(id, 'right'), option(id, 'a'), option(id, 'b'), option(id, 'c')],
      figure: null,
      ask: (words) => words.fixed[id].ask,
      hint: (words) => words.fixed[id].hint,
      because: (words) => words.fixed[id].because,
      anchor,
    };
  },
);
