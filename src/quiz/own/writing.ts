import type { TokenEvent } from '../../core/run.ts';
import { shuffled } from '../../core/shuffled.ts';
import { looksOfToken } from '../../core/glimpses.ts';
import { percent } from '../../i18n/format.svelte.ts';
import { tokensOfWord, wordTable } from '../../state/predictionWords.ts';
import type { Run } from '../../state/run.svelte.ts';
import { plain } from '../question.ts';
import { numberOptions, oneOf, wordOptions, type Maker } from './maker.ts';

/** Words of the text before a token that are shown with a question. */
const wordsBefore = 6;

function isWord(text: string): boolean {
  return /^\p{L}[\p{L}'’-]*$/u.test(text.trim());
}

/** The last words before the token at `index`, with those of the prompt. */
function before(run: Run, index: number): string {
  const written = run.write.tokens.slice(0, index).map(({ text }) => text);
  const words = `${run.write.request?.prompt ?? ''}${written.join('')}`.split(/\s+/);
  const shown = words.slice(-wordsBefore).join(' ');
  return words.length > wordsBefore ? `… ${shown}` : shown;
}

function likeliest(token: TokenEvent): { text: string; probability: number } {
  return token.candidates[0] ?? token;
}

function wasLikeliest(token: TokenEvent): boolean {
  return token.candidates[0]?.id === token.id;
}

/** The tokens that are whole words, each with a text that no other token of the run has. */
function plainWords(run: Run): TokenEvent[] {
  const count = new Map<string, number>();
  for (const { text } of run.write.tokens) {
    count.set(text.trim(), (count.get(text.trim()) ?? 0) + 1);
  }
  return run.write.tokens.filter(({ text }) => isWord(text) && count.get(text.trim()) === 1);
}

const promptTokens: Maker = {
  id: 'promptTokens',
  level: 'easy',
  make: ({ write }, random) => {
    const right = write.promptTokens.length;
    const characters = Array.from(write.request?.prompt ?? '').length;
    const options = numberOptions(right, [1, right + 3, 2 * right, characters, 256], random);
    if (right === 0 || options === null) return null;
    const tokens = write.promptTokens.map(({ text }) => text.trim() || '␣').join(' · ');
    return {
      options,
      figure: null,
      ask: (words) => words.own.promptTokens.ask,
      hint: (words) => words.own.promptTokens.hint,
      because: (words) => words.own.promptTokens.because(String(right), tokens),
      anchor: 'pipeline',
    };
  },
};

const writtenTokens: Maker = {
  id: 'writtenTokens',
  level: 'medium',
  make: ({ write }, random) => {
    const right = write.tokens.length;
    const characters = Array.from(write.result?.text ?? '').length;
    const others = [Math.ceil(right / 3), 2 * right, 3 * right, characters];
    const options = numberOptions(right, others, random);
    if (write.result === null || right < 6 || options === null) return null;
    return {
      options,
      figure: null,
      ask: (words) => words.own.writtenTokens.ask,
      hint: (words) => words.own.writtenTokens.hint,
      because: (words) => words.own.writtenTokens.because(String(right)),
      anchor: 'rooms',
    };
  },
};

const secondChoice: Maker = {
  id: 'secondChoice',
  level: 'medium',
  make: (run, random) => {
    const fit = run.write.tokens.filter(({ candidates }) => {
      const [first, second, third] = candidates.map(({ probability }) => probability);
      const isClear = (first ?? 0) > (second ?? 0) && (second ?? 0) > (third ?? 0) + 0.01;
      return isClear && candidates.every(({ text }) => isWord(text));
    });
    const token = oneOf(fit, random);
    const [first, second, ...others] = token?.candidates ?? [];
    if (token === null || first === undefined || second === undefined) return null;
    const texts = [first, ...others].map(({ text }) => text.trim());
    const options = wordOptions(second.text.trim(), texts);
    if (options === null) return null;
    const context = before(run, token.index);
    return {
      options,
      figure: null,
      ask: (words) => words.own.secondChoice.ask(context),
      hint: (words) => words.own.secondChoice.hint,
      because: (words) =>
        words.own.secondChoice.because(
          first.text.trim(),
          percent(first.probability),
          second.text.trim(),
          percent(second.probability),
        ),
      anchor: 'rooms',
    };
  },
};

const notLikeliest: Maker = {
  id: 'notLikeliest',
  level: 'hard',
  make: (run, random) => {
    const words = plainWords(run);
    const token = oneOf(
      words.filter((each) => !wasLikeliest(each)),
      random,
    );
    const sure = shuffled(words.filter(wasLikeliest), random).map(({ text }) => text.trim());
    if (token === null || sure.length < 3) return null;
    const right = token.text.trim();
    const first = likeliest(token);
    return {
      options: [plain(right), ...sure.slice(0, 3).map(plain)],
      figure: null,
      ask: (said) => said.own.notLikeliest.ask,
      hint: (said) => said.own.notLikeliest.hint,
      because: (said) =>
        said.own.notLikeliest.because(
          right,
          percent(token.probability),
          first.text.trim(),
          percent(first.probability),
        ),
      anchor: 'rooms',
    };
  },
};

const leastSure: Maker = {
  id: 'leastSure',
  level: 'hard',
  make: (run, random) => {
    const words = plainWords(run).sort(
      (a, b) => likeliest(a).probability - likeliest(b).probability,
    );
    const [token] = words;
    if (token === undefined) return null;
    const share = likeliest(token).probability;
    const surer = words.filter((each) => likeliest(each).probability > share + 0.3);
    if (surer.length < 3) return null;
    const others = shuffled(surer, random).slice(0, 3);
    return {
      options: [plain(token.text.trim()), ...others.map(({ text }) => plain(text.trim()))],
      figure: null,
      ask: (said) => said.own.leastSure.ask,
      hint: (said) => said.own.leastSure.hint,
      because: (said) => said.own.leastSure.because(token.text.trim(), percent(share)),
      anchor: 'rooms',
    };
  },
};

const chosenShare: Maker = {
  id: 'chosenShare',
  level: 'medium',
  make: (run, random) => {
    const token = oneOf(
      run.write.tokens.filter(
        ({ text, probability }) => isWord(text) && probability > 0.02 && probability < 0.98,
      ),
      random,
    );
    if (token === null) return null;
    const right = token.probability;
    const apart = [0.03, 0.2, 0.45, 0.7, 0.95].filter((share) => Math.abs(share - right) > 0.12);
    const wrong = shuffled(apart, random).slice(0, 3);
    const context = before(run, token.index);
    return {
      options: [
        { kind: 'said', say: () => percent(right) },
        ...wrong.map((share) => ({ kind: 'said', say: () => percent(share) }) as const),
      ],
      figure: null,
      ask: (words) => words.own.chosenShare.ask(context, token.text.trim()),
      hint: (words) => words.own.chosenShare.hint,
      because: (words) => words.own.chosenShare.because(token.text.trim(), percent(right)),
      anchor: 'rooms',
    };
  },
};

const greedyChoice: Maker = {
  id: 'greedyChoice',
  level: 'hard',
  make: (run, random) => {
    const fit = run.write.tokens.filter(
      (each) =>
        !wasLikeliest(each) &&
        isWord(each.text) &&
        each.candidates.every(({ text }) => isWord(text)) &&
        likeliest(each).probability > (each.candidates[1]?.probability ?? 1),
    );
    const token = oneOf(fit, random);
    if (token === null) return null;
    const first = likeliest(token);
    const others = [token, ...token.candidates.slice(1)].map(({ text }) => text.trim());
    const options = wordOptions(first.text.trim(), others);
    if (options === null) return null;
    const context = before(run, token.index);
    return {
      options,
      figure: null,
      ask: (words) => words.own.greedyChoice.ask(context, token.text.trim()),
      hint: (words) => words.own.greedyChoice.hint,
      because: (words) =>
        words.own.greedyChoice.because(first.text.trim(), percent(first.probability)),
      anchor: 'rooms',
    };
  },
};

/** Only of a run that explained itself. */
const gptLook: Maker = {
  id: 'gptLook',
  level: 'hard',
  make: (run, random) => {
    const table = wordTable(run);
    const asked = run.write.insight.glimpses.flatMap((glimpse) => {
      const token = run.write.tokens[glimpse.index];
      if (token === undefined || !isWord(token.text)) return [];
      const looks = looksOfToken(glimpse, null);
      const ranked = table.words
        .map(({ text }, word) => ({
          text,
          share: tokensOfWord(table, 'gpt2', word).reduce((sum, at) => sum + (looks[at] ?? 0), 0),
        }))
        .sort((a, b) => b.share - a.share);
      const [first, second] = ranked;
      const isClear = first !== undefined && first.share > 1.25 * (second?.share ?? 0);
      return isClear ? [{ token, first, ranked }] : [];
    });
    const chosen = oneOf(asked, random);
    if (chosen === null) return null;
    const { token, first, ranked } = chosen;
    const options = wordOptions(
      first.text,
      shuffled(ranked.slice(1), random).map(({ text }) => text),
    );
    if (options === null) return null;
    return {
      options,
      figure: null,
      ask: (words) => words.own.gptLook.ask(token.text.trim()),
      hint: (words) => words.own.gptLook.hint,
      because: (words) => words.own.gptLook.because(first.text, percent(first.share)),
      anchor: 'prediction',
    };
  },
};

/** Questions about what GPT wrote. */
export const writingMakers: readonly Maker[] = [
  promptTokens,
  writtenTokens,
  secondChoice,
  notLikeliest,
  leastSure,
  chosenShare,
  greedyChoice,
  gptLook,
];
