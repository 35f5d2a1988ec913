/** Width in pixels of a line at a font size. */
export type Measure = (line: string, size: number) => number;

/** A text set in lines. */
export interface Fitted {
  lines: string[];
  /** Font size and distance of lines, in pixels. */
  size: number;
  leading: number;
}

const leadingOf = (size: number): number => Math.round(size * 1.4);

/** Sets a text in the first of the sizes at which it fits; at the last one it is cut, with an ellipsis. */
export function fitted(
  text: string,
  sizes: readonly number[],
  width: number,
  height: number,
  measure: Measure,
): Fitted {
  const smallest = sizes.at(-1);
  if (smallest === undefined) throw new Error('A text needs a size.');
  for (const size of sizes) {
    const lines = wrapped(text, width, (line) => measure(line, size));
    if (lines.length * leadingOf(size) <= height) return { lines, size, leading: leadingOf(size) };
  }
  const leading = leadingOf(smallest);
  const most = Math.max(1, Math.floor(height / leading));
  const lines = wrapped(text, width, (line) => measure(line, smallest)).slice(0, most);
  const last = lines.length - 1;
  lines[last] = `${(lines[last] ?? '').replace(/[\s\p{P}]*\S{0,2}$/u, '')}…`;
  return { lines, size: smallest, leading };
}

/** Breaks a text at its spaces so that no line is wider; a single word that is too wide is broken within. */
export function wrapped(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((word) => word !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = broken(word, width, measure);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  if (line !== '') lines.push(line);
  return lines;
}

function broken(word: string, width: number, measure: (line: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
