import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/random.ts';
import type { Recording } from '../../src/core/recording.ts';
import { language, loadWords, words } from '../../src/i18n/words.svelte.ts';
import { meanDifference } from '../../src/lesson/pictureMath.ts';
import { guessChanges } from '../../src/quiz/own/dreaming.ts';
import { levels, type Option, type Question } from '../../src/quiz/question.ts';
import {
  drawQuestions,
  ownQuestionIds,
  put,
  questionIds,
  questionsOf,
} from '../../src/quiz/store.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { clientsOf, settle, smallSettings } from '../fakes/run.ts';
import { fakeRecording } from '../fakes/takes.ts';
import { played, shippedRecordings } from './runs.ts';

const seeds = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55];
let runs: Run[] = [];

beforeAll(async () => {
  await loadWords('quiz');
  runs = await Promise.all((await shippedRecordings()).map(played));
}, 120_000);

const made = new Map<string, readonly Question[]>();

/** The questions of a run and a seed, made once. */
function questions(run: Run, seed: number): readonly Question[] {
  const key = `${runs.indexOf(run)} ${seed}`;
  const known = made.get(key) ?? questionsOf(run, seed);
  made.set(key, known);
  return known;
}

function said(option: Option, place = 0): string {
  return option.kind === 'said'
    ? option.say(words.quiz)
    : option.label(words.quiz, String.fromCharCode(65 + place));
}

function own(run: Run, id: string, seed: number): Question | undefined {
  return questions(run, seed).find((question) => question.id === id);
}

describe('the store', () => {
  it('holds at least 36 questions in three levels, a third of them from the own run', () => {
    expect(new Set(questionIds).size).toBe(questionIds.length);
    expect(questionIds.length).toBeGreaterThanOrEqual(36);
    expect(ownQuestionIds.length / questionIds.length).toBeGreaterThan(1 / 3);
    const [run] = runs;
    if (run === undefined) throw new Error('no recording is shipped');
    for (const level of levels) {
      const count = questionsOf(run, 1).filter((each) => each.level === level).length;
      expect(count).toBeGreaterThan(8);
    }
  });

  it('never offers the same answer twice, says every question in full, in every language', async () => {
    for (const { code } of language.all) {
      await language.choose(code);
      for (const run of runs) {
        for (const question of seeds.flatMap((seed) => questions(run, seed))) {
          const texts = question.options.map((option, place) => said(option, place));
          expect([question.id, new Set(texts).size]).toEqual([question.id, texts.length]);
          expect(texts.length).toBeGreaterThanOrEqual(3);
          const parts = [question.ask, question.hint, question.because];
          for (const part of [...parts.map((say) => say(words.quiz)), ...texts]) {
            expect([question.id, part]).not.toEqual([question.id, '']);
            expect(part).not.toMatch(/undefined|NaN|Infinity/);
          }
        }
      }
    }
    await language.choose('en');
  });

  it('offers pictures that can be told apart', () => {
    for (const run of runs) {
      for (const { options } of seeds.flatMap((seed) => questions(run, seed))) {
        const pictures = options.flatMap((each) => (each.kind === 'picture' ? [each.pixels] : []));
        pictures.forEach((a, k) => {
          for (const b of pictures.slice(k + 1)) expect(meanDifference(a, b)).toBeGreaterThan(0.01);
        });
      }
    }
  });

  it('makes most of its own questions even from a run that did not explain itself', () => {
    for (const run of runs) {
      const ids = new Set(
        seeds.flatMap((seed) =>
          questions(run, seed).flatMap((each) => (each.own ? [each.id] : [])),
        ),
      );
      expect(ids.size).toBeGreaterThanOrEqual(12);
    }
  });

  it('gives a run that has not begun, or was stopped early, fewer questions and no broken one', async () => {
    const fresh = new Run(clientsOf());
    expect(questionsOf(fresh, 1).filter((each) => each.own)).toEqual([]);
    expect(drawQuestions(fresh, { count: 3, seed: 1, level: null })).toHaveLength(3);
    fresh.start(smallSettings().requests('a cat'));
    fresh.stop();
    await settle(fresh);
    for (const seed of seeds) {
      for (const question of questionsOf(fresh, seed)) {
        expect(question.ask(words.quiz)).not.toMatch(/undefined|NaN/);
      }
    }
  });

  it('asks nothing of its own that a run of fake models could not answer', async () => {
    const run = await played(await fakeRecording());
    for (const seed of seeds) {
      for (const question of questionsOf(run, seed)) {
        const texts = question.options.map((option, place) => said(option, place));
        expect([question.id, new Set(texts).size]).toEqual([question.id, texts.length]);
      }
    }
  });
});

describe('the right answer', () => {
  it('to the second choice is the second likeliest token, and no wrong one is', () => {
    for (const run of runs) {
      for (const seed of seeds) {
        const question = own(run, 'secondChoice', seed);
        if (question === undefined) continue;
        const texts = question.options.map((option) => said(option));
        const because = question.because(words.quiz);
        const token = run.write.tokens.find(
          ({ candidates }) =>
            candidates[1]?.text.trim() === texts[0] &&
            because.includes(`"${candidates[0]?.text.trim() ?? ''}"`),
        );
        expect(token?.candidates[1]?.text.trim()).toBe(texts[0]);
        expect(texts.slice(1)).not.toContain(texts[0]);
      }
    }
  });

  it('to the word that was not likeliest is the only such one among the options', () => {
    for (const run of runs) {
      for (const seed of seeds) {
        const question = own(run, 'notLikeliest', seed);
        const verdicts = question?.options.map((option) => {
          const token = run.write.tokens.find(({ text }) => text.trim() === said(option));
          return token?.candidates[0]?.id === token?.id;
        });
        if (verdicts !== undefined) expect(verdicts).toEqual([false, true, true, true]);
      }
    }
  });

  it('to the greatest change is the step whose guess changed most, by a clear margin', () => {
    for (const run of runs) {
      const changes = new Map(
        guessChanges(run.dream.steps).map((each) => [each.step, each.change]),
      );
      for (const seed of seeds) {
        const [right = 0, ...wrong] =
          own(run, 'mostChange', seed)?.options.map(
            (option) => changes.get(Number(said(option).replace('Step ', ''))) ?? 0,
          ) ?? [];
        expect(right).toBe(Math.max(...changes.values()));
        expect(Math.max(...wrong)).toBeLessThan(0.71 * right);
      }
    }
  });

  it('to what a picture is, is the picture of that very step', () => {
    for (const run of runs) {
      const question = own(run, 'stepPicture', 4);
      const [right] = question?.options ?? [];
      const step = run.dream.steps.find(
        ({ noisy }) => right?.kind === 'picture' && noisy === right.pixels,
      );
      expect(question?.ask(words.quiz)).toContain(`step ${step?.step ?? '?'} of`);
    }
  });

  it('to how many tokens there were, is as many as the run reports', () => {
    for (const run of runs) {
      const [first] = own(run, 'promptTokens', 2)?.options ?? [];
      expect(first && said(first)).toBe(String(run.write.promptTokens.length));
      const [tiles] = own(run, 'differentTiles', 2)?.options ?? [];
      const different = new Set(run.paint.codes.map(({ code }) => code)).size;
      if (tiles !== undefined) expect(said(tiles)).toBe(String(different));
    }
  });
});

/** The recording as it is without its explanations, for others that are made up. */
function unexplained(recording: Recording): Recording {
  const takes = Object.entries(recording.takes).map(([family, { events, ended }]) => [
    family,
    { events: events.filter(({ event }) => event.type !== 'explain'), ended },
  ]);
  return { ...recording, takes: Object.fromEntries(takes) as Recording['takes'] };
}

describe('a run that explained itself', () => {
  it('is asked which word was looked at most, and the right one is that of the largest share', async () => {
    const recording = (await shippedRecordings()).find(({ prompt }) => prompt.includes('penguins'));
    if (recording === undefined) throw new Error('no penguins');
    const run = await played(unexplained(recording));
    const index = run.write.tokens.findIndex(({ text }) => /^ [a-z]{4,}$/.test(text));
    const to = run.write.promptTokens.length + index;
    const attention = new Float32Array(to).fill(0.4 / (to - 1));
    attention[4] = 0.6;
    const empty = { logits: new Float32Array(0), ids: new Int32Array(0), texts: [], lens: [] };
    const glimpse = { index, from: 1, to, attention, layers: 1, heads: 1, ...empty };
    run.write.insight.add({ type: 'explain', family: 'gpt2', kind: 'tokens', glimpses: [glimpse] });
    const words = Float32Array.from([0.1, 0.5, 0.1, 0.1, 0.1, 0.1]);
    const none = new Float32Array(0);
    const cell = { index: 37, layers: 1, words, cells: none, ids: new Int32Array(0) };
    run.paint.insight.add({
      type: 'explain',
      family: 'dalle',
      kind: 'cells',
      glimpses: [{ ...cell, withPrompt: none, withoutPrompt: none }],
    });
    const made = questionsOf(run, 6);
    const gpt = made.find(({ id }) => id === 'gptLook');
    expect(gpt?.options.map((option) => said(option))[0]).toBe('snow');
    const dalle = made.find(({ id }) => id === 'cellWord');
    expect(dalle?.options.map((option) => said(option))[0]).toBe('penguins');
    expect(dalle?.figure?.cell).toEqual({ row: 2, column: 5 });
  });
});

describe('a sitting', () => {
  it('is the same for the same run and seed, and another for another', () => {
    const [run] = runs;
    if (run === undefined) throw new Error('no run');
    const ids = (seed: number) =>
      drawQuestions(run, { count: 10, seed, level: null }).map(
        ({ question, right }) => `${question.id} ${right}`,
      );
    expect(ids(7)).toEqual(ids(7));
    expect(new Set(seeds.map((seed) => ids(seed).join()))).toHaveLength(seeds.length);
  });

  it('goes from easy to hard, with no question twice, about half from the own run', () => {
    for (const run of runs) {
      for (const seed of seeds) {
        const drawn = drawQuestions(run, { count: 10, seed, level: null });
        const order = drawn.map(({ question }) => levels.indexOf(question.level));
        expect(order).toEqual([...order].sort());
        expect(new Set(drawn.map(({ question }) => question.id)).size).toBe(10);
        expect(drawn.filter(({ question }) => question.own).length).toBeGreaterThanOrEqual(4);
        const three = drawQuestions(run, { count: 3, seed, level: null });
        expect(three.map(({ question }) => question.level)).toEqual([...levels]);
      }
    }
  });

  it('brings back what was missed, and keeps to a level that is asked for', () => {
    const [run] = runs;
    if (run === undefined) throw new Error('no run');
    for (const seed of seeds) {
      const first = ['softmax'];
      const ids = drawQuestions(run, { count: 3, seed, level: null, first }).map(
        ({ question }) => question.id,
      );
      expect(ids).toContain('softmax');
      const hard = drawQuestions(run, { count: 3, seed, level: 'hard' });
      expect(hard.every(({ question }) => question.level === 'hard')).toBe(true);
    }
  });

  it('puts the right answer at every place about equally often', () => {
    const [question] = questionsOf(new Run(clientsOf()), 0);
    if (question === undefined) throw new Error('no question');
    const counts = [0, 0, 0, 0];
    for (let seed = 0; seed < 800; seed++) {
      const { right } = put(question, new Random(seed));
      counts[right] = (counts[right] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(140);
  });
});
