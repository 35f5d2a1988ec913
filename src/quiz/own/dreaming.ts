import type { StepEvent } from '../../core/run.ts';
import { shuffled } from '../../core/shuffled.ts';
import { percent } from '../../i18n/format.svelte.ts';
import { meanDifference } from '../../lesson/pictureMath.ts';
import type { Run } from '../../state/run.svelte.ts';
import type { Option } from '../question.ts';
import { numberOptions, oneOf, type Maker } from './maker.ts';

/** Frames are told apart where they differ by so much of the full range on average. */
const visible = 0.02;

const dreamSteps: Maker = {
  id: 'dreamSteps',
  level: 'easy',
  make: ({ dream }, random) => {
    const right = dream.steps.at(-1)?.steps ?? 0;
    const options = numberOptions(right, [1, 3, 2 * right, 256, 1000], random);
    if (right === 0 || dream.picture === null || options === null) return null;
    return {
      options,
      figure: null,
      ask: (words) => words.own.dreamSteps.ask,
      hint: (words) => words.own.dreamSteps.hint,
      because: (words) => words.own.dreamSteps.because(String(right)),
      anchor: 'rooms',
    };
  },
};

/** Four steps from the first to the last, most of them late, as it is late that noise gives way; none where two of them look alike. */
function spreadSteps({ dream }: Run): StepEvent[] {
  const last = dream.steps.length - 1;
  const steps = [0.05, 0.5, 0.75, 1].flatMap((share) => {
    const step = dream.steps[Math.max(1, Math.round(share * last))];
    return step === undefined ? [] : [step];
  });
  const areApart = steps.every((a, k) =>
    steps.slice(k + 1).every((b) => meanDifference(a.noisy, b.noisy) > visible),
  );
  return areApart && steps.length === 4 ? steps : [];
}

function frame(step: StepEvent, of: 'firstPicture' | 'stepPicture'): Option {
  return {
    kind: 'picture',
    pixels: step.noisy,
    label: (words, letter) => words.own[of].figure(letter),
  };
}

const firstPicture: Maker = {
  id: 'firstPicture',
  level: 'easy',
  make: (run) => {
    const [first, ...later] = spreadSteps(run);
    if (first === undefined) return null;
    return {
      options: [frame(first, 'firstPicture'), ...later.map((step) => frame(step, 'firstPicture'))],
      figure: null,
      ask: (words) => words.own.firstPicture.ask,
      hint: (words) => words.own.firstPicture.hint,
      because: (words) => words.own.firstPicture.because(String(first.step)),
      anchor: 'rooms',
    };
  },
};

const stepPicture: Maker = {
  id: 'stepPicture',
  level: 'medium',
  make: (run, random) => {
    const steps = spreadSteps(run);
    const right = oneOf(steps.slice(1, 3), random);
    if (right === null) return null;
    const others = steps.filter((step) => step !== right);
    const names = others.map(({ step }) => String(step)).join(', ');
    return {
      options: [frame(right, 'stepPicture'), ...others.map((step) => frame(step, 'stepPicture'))],
      figure: null,
      ask: (words) => words.own.stepPicture.ask(String(right.step), String(right.steps)),
      hint: (words) => words.own.stepPicture.hint,
      because: (words) => words.own.stepPicture.because(String(right.step), names),
      anchor: 'rooms',
    };
  },
};

/** How much the guess changed at each step from the second on, in [0, 1], greatest first. */
export function guessChanges(steps: readonly StepEvent[]): { step: number; change: number }[] {
  return steps
    .slice(2)
    .map(({ step, guess }, k) => {
      const previous = steps[k + 1]?.guess ?? guess;
      return { step, change: meanDifference(guess, previous) };
    })
    .sort((a, b) => b.change - a.change);
}

const mostChange: Maker = {
  id: 'mostChange',
  level: 'medium',
  make: ({ dream }, random) => {
    const [most, ...rest] = guessChanges(dream.steps);
    if (most === undefined || dream.picture === null) return null;
    const smaller = rest.filter(({ change }) => change < 0.7 * most.change);
    const wrong = shuffled(smaller, random).slice(0, 3);
    if (wrong.length < 3) return null;
    const option = ({ step }: { step: number }): Option => ({
      kind: 'said',
      say: (words) => words.own.mostChange.option(String(step)),
    });
    const greatest = Math.max(...wrong.map(({ change }) => change));
    return {
      options: [option(most), ...wrong.map(option)],
      figure: null,
      ask: (words) => words.own.mostChange.ask,
      hint: (words) => words.own.mostChange.hint,
      because: (words) =>
        words.own.mostChange.because(String(most.step), percent(most.change), percent(greatest)),
      anchor: 'rooms',
    };
  },
};

/** Questions about what Stable Diffusion dreamed. */
export const dreamingMakers: readonly Maker[] = [dreamSteps, firstPicture, stepPicture, mostChange];
