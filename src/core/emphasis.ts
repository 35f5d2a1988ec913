/** A piece of a prompt and how much it weighs; 1 is as it stands. */
export interface Emphasised {
  text: string;
  weight: number;
}

/** What a pair of round brackets multiplies by, and a pair of square ones divides by. */
const bracketWeight = 1.1;

const marks = /\\[()[\]\\]|[([]|:\s*([+-]?[.\d]+)\s*\)|[)\]]|[^\\()[\]:]+|[\\:]/g;

/**
 * Reads weights as AUTOMATIC1111's `parse_prompt_attention` does: `(word)` weighs 1.1, `((word))` 1.21,
 * `[word]` 1 / 1.1, `(word:1.3)` 1.3, and `\(` is a bracket; what is open at the end closes there.
 */
export function parseEmphasis(prompt: string): Emphasised[] {
  const pieces: Emphasised[] = [];
  const round: number[] = [];
  const square: number[] = [];
  const multiply = (from: number, weight: number): void => {
    for (const piece of pieces.slice(from)) piece.weight *= weight;
  };
  for (const [token, weight] of prompt.matchAll(marks)) {
    if (token.startsWith('\\')) pieces.push({ text: token.slice(1), weight: 1 });
    else if (token === '(') round.push(pieces.length);
    else if (token === '[') square.push(pieces.length);
    else if (weight !== undefined && round.length > 0) multiply(round.pop() ?? 0, Number(weight));
    else if (token === ')' && round.length > 0) multiply(round.pop() ?? 0, bracketWeight);
    else if (token === ']' && square.length > 0) multiply(square.pop() ?? 0, 1 / bracketWeight);
    else pieces.push({ text: token, weight: 1 });
  }
  for (const from of round) multiply(from, bracketWeight);
  for (const from of square) multiply(from, 1 / bracketWeight);
  return merged(pieces);
}

/** Neighbours of one weight become one piece. */
function merged(pieces: readonly Emphasised[]): Emphasised[] {
  const all: Emphasised[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last !== undefined && last.weight === piece.weight) last.text += piece.text;
    else all.push({ ...piece });
  }
  return all;
}

/** The prompt without its marks. */
export function withoutEmphasis(prompt: string): string {
  return parseEmphasis(prompt)
    .map(({ text }) => text)
    .join('');
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu;

/**
 * A sentence whose words weigh what they weighed where they were written: `read` says how a piece of
 * the writing stands in the sentence, which may be in another language. Words of several pieces weigh
 * as in the first.
 */
export function emphasisedAs(
  sentence: string,
  written: string,
  read: (piece: string) => string,
): string {
  const weights = new Map<string, number>();
  for (const { text, weight } of parseEmphasis(written)) {
    if (weight === 1 || text.trim() === '') continue;
    for (const [word] of read(text).matchAll(wordPattern)) {
      const key = word.toLowerCase();
      if (!articles.has(key) && !weights.has(key)) weights.set(key, weight);
    }
  }
  if (weights.size === 0) return escaped(sentence);
  return sentence
    .split(/([\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?)/gu)
    .map((part) => {
      const weight = weights.get(part.toLowerCase());
      return weight === undefined ? escaped(part) : `(${part}:${Number(weight.toFixed(3))})`;
    })
    .join('');
}

/** What a reading may put before a lone word. */
const articles = new Set(['a', 'an', 'the']);

/** A text in which brackets mean brackets. */
function escaped(text: string): string {
  return text.replace(/[()[\]\\]/g, '\\$&');
}
