import type { Family } from '../../core/run.ts';
import { duration } from '../../i18n/format.svelte.ts';
import { identities } from '../../ui/words.ts';
import { plain, type Option } from '../question.ts';
import { oneOf, type Maker } from './maker.ts';

const modelNames: Record<Family, string> = {
  gpt2: identities.gpt2.model,
  dalle: identities.dalle.model,
  diffusion: identities.diffusion.model,
};

const slowest: Maker = {
  id: 'slowest',
  level: 'medium',
  make: ({ write, paint, dream }) => {
    const rooms = [write, paint, dream];
    if (rooms.some(({ status }) => status.kind !== 'done')) return null;
    const [first, second, third] = rooms
      .map(({ family, elapsedMs }): { family: Family; elapsedMs: number } => ({
        family,
        elapsedMs,
      }))
      .sort((a, b) => b.elapsedMs - a.elapsedMs);
    if (first === undefined || second === undefined || third === undefined) return null;
    if (first.elapsedMs < 1.1 * second.elapsedMs) return null;
    const name = ({ family }: { family: Family }): Option => plain(modelNames[family]);
    return {
      options: [name(first), name(second), name(third)],
      figure: null,
      ask: (words) => words.own.slowest.ask,
      hint: (words) => words.own.slowest.hint,
      because: (words) => {
        const [a, b, c] = [first, second, third].map(({ family, elapsedMs }) =>
          words.own.slowest.time(modelNames[family], duration(elapsedMs)),
        );
        return words.own.slowest.because(a ?? '', b ?? '', c ?? '');
      },
      anchor: 'pipeline',
    };
  },
};

const whoWorks: Maker = {
  id: 'whoWorks',
  level: 'easy',
  make: ({ paint, dream }, random) => {
    const row = paint.rows.find((each) => each.row === 6);
    const step = dream.steps[Math.round(0.6 * (dream.steps.length - 1))];
    const frames = [
      ...(row === undefined ? [] : [{ family: 'dalle', pixels: row.picture } as const]),
      ...(step === undefined || step.step === 0
        ? []
        : [{ family: 'diffusion', pixels: step.noisy } as const]),
    ];
    const chosen = oneOf(frames, random);
    if (chosen === null) return null;
    const { family, pixels } = chosen;
    const others = (['gpt2', 'dalle', 'diffusion'] as const).filter((each) => each !== family);
    return {
      options: [
        plain(modelNames[family]),
        ...others.map((other) => plain(modelNames[other])),
        { kind: 'said', say: (words) => words.own.whoWorks.none },
      ],
      figure: { pixels, label: (words) => words.own.whoWorks.figure, cell: null },
      ask: (words) => words.own.whoWorks.ask,
      hint: (words) => words.own.whoWorks.hint,
      because: (words) =>
        family === 'dalle' ? words.own.whoWorks.becauseDalle : words.own.whoWorks.becauseDream,
      anchor: 'rooms',
    };
  },
};

/** Questions about all three models. */
export const wholeMakers: readonly Maker[] = [slowest, whoWorks];
