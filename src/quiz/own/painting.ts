import { layerMean } from '../../core/glimpses.ts';
import type { CodeEvent } from '../../core/run.ts';
import { shuffled } from '../../core/shuffled.ts';
import { percent } from '../../i18n/format.svelte.ts';
import { meanDifference } from '../../lesson/pictureMath.ts';
import { gridCells, gridSide } from '../../state/paintRoom.svelte.ts';
import { tokensOfWord, wordTable } from '../../state/predictionWords.ts';
import type { Option } from '../question.ts';
import { numberOptions, oneOf, wordOptions, type Maker } from './maker.ts';

const finishedRows: Maker = {
  id: 'finishedRows',
  level: 'easy',
  make: ({ paint }, random) => {
    const row = oneOf(
      paint.rows.filter(({ row }) => [3, 6, 9, 12].includes(row + 1)),
      random,
    );
    if (row === null) return null;
    const right = row.row + 1;
    const options = numberOptions(right, [3, 6, 9, 12, gridSide], random);
    if (options === null) return null;
    return {
      options,
      figure: { pixels: row.picture, label: (words) => words.own.finishedRows.figure, cell: null },
      ask: (words) => words.own.finishedRows.ask,
      hint: (words) => words.own.finishedRows.hint,
      because: (words) => words.own.finishedRows.because(String(right), String(right * gridSide)),
      anchor: 'rooms',
    };
  },
};

/** How often each code was laid, most often first, and the first cell that shows it. */
function codeCounts(codes: readonly CodeEvent[]): { event: CodeEvent; times: number }[] {
  const counts = new Map<number, { event: CodeEvent; times: number }>();
  for (const event of codes) {
    const times = (counts.get(event.code)?.times ?? 0) + 1;
    counts.set(event.code, { event: counts.get(event.code)?.event ?? event, times });
  }
  return [...counts.values()].sort((a, b) => b.times - a.times);
}

const differentTiles: Maker = {
  id: 'differentTiles',
  level: 'hard',
  make: ({ paint }, random) => {
    if (paint.codes.length < gridCells) return null;
    const right = codeCounts(paint.codes).length;
    const others = [3, Math.round(right / 2.5), Math.round(right * 1.9), gridCells].filter(
      (other) => Math.abs(other - right) > 0.2 * right && other <= gridCells,
    );
    const options = numberOptions(right, others, random);
    if (options === null) return null;
    return {
      options,
      figure:
        paint.picture === null
          ? null
          : { pixels: paint.picture, label: (words) => words.own.whoWorks.figure, cell: null },
      ask: (words) => words.own.differentTiles.ask,
      hint: (words) => words.own.differentTiles.hint,
      because: (words) => words.own.differentTiles.because(String(right)),
      anchor: 'rooms',
    };
  },
};

const commonTile: Maker = {
  id: 'commonTile',
  level: 'medium',
  make: ({ paint }, random) => {
    if (paint.codes.length < gridCells) return null;
    const [first, ...rest] = codeCounts(paint.codes);
    if (first === undefined || first.times < 4) return null;
    const rare = rest.filter(
      ({ event, times }) =>
        times < 0.6 * first.times && meanDifference(event.patch, first.event.patch) > 0.08,
    );
    const wrong = shuffled(rare, random).slice(0, 3);
    if (wrong.length < 3) return null;
    const option = ({ event }: { event: CodeEvent }) =>
      ({
        kind: 'picture',
        pixels: event.patch,
        label: (words, letter) => words.own.commonTile.figure(letter),
      }) satisfies Option;
    return {
      options: [option(first), ...wrong.map(option)],
      figure: null,
      ask: (words) => words.own.commonTile.ask,
      hint: (words) => words.own.commonTile.hint,
      because: (words) => words.own.commonTile.because(String(first.times)),
      anchor: 'rooms',
    };
  },
};

/** Only of a run that explained itself. */
const cellWord: Maker = {
  id: 'cellWord',
  level: 'hard',
  make: (run, random) => {
    const { paint } = run;
    const table = wordTable(run);
    const picture = paint.picture;
    if (picture === null) return null;
    const clear = paint.insight.glimpses.flatMap(({ index, words, layers }) => {
      const looks = layerMean(words, layers);
      const ranked = table.words
        .map(({ text }, word) => ({
          text,
          share: tokensOfWord(table, 'dalle', word).reduce((sum, at) => sum + (looks[at] ?? 0), 0),
        }))
        .sort((a, b) => b.share - a.share);
      const [first, second] = ranked;
      const isClear = first !== undefined && first.share > 1.25 * (second?.share ?? 0);
      return isClear ? [{ index, first, ranked }] : [];
    });
    const chosen = oneOf(clear, random);
    if (chosen === null) return null;
    const { index, first, ranked } = chosen;
    const others = shuffled(ranked.slice(1), random).map(({ text }) => text);
    const options = wordOptions(first.text, others);
    if (options === null) return null;
    const cell = { row: Math.floor(index / gridSide), column: index % gridSide };
    return {
      options,
      figure: {
        pixels: picture,
        label: (words) => words.own.cellWord.figure(String(cell.row + 1), String(cell.column + 1)),
        cell,
      },
      ask: (words) => words.own.cellWord.ask,
      hint: (words) => words.own.cellWord.hint,
      because: (words) => words.own.cellWord.because(first.text, percent(first.share)),
      anchor: 'prediction',
    };
  },
};

/** Questions about what DALL-E painted. */
export const paintingMakers: readonly Maker[] = [
  finishedRows,
  differentTiles,
  commonTile,
  cellWord,
];
