import { listing, number, percent } from '../../i18n/format.svelte.ts';
import { words } from '../../i18n/words.svelte.ts';

/** A token's text for the eye: spaces and line ends shown. */
export function spelled(text: string): string {
  if (text.includes('\n')) return '⏎';
  return text.trim() === '' ? '␣' : text.trim();
}

/** A piece of a text with the space that it begins with made visible. */
export function cutPiece(text: string): string {
  return text.startsWith(' ') ? `␣${text.slice(1)}` : text;
}

/** The largest of some numbers. */
export function largestOf(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, values[k] ?? 0);
  return largest;
}

/** The smallest of some numbers. */
export function smallestOf(values: ArrayLike<number>): number {
  let smallest = Infinity;
  for (let k = 0; k < values.length; k++) smallest = Math.min(smallest, values[k] ?? 0);
  return smallest;
}

/** The places of the `count` largest numbers, largest first. */
export function topPlaces(values: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: values.length }, (_, k) => k)
    .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
    .slice(0, count);
}

/** A number with so many digits behind the point, as the language writes it. */
export function decimal(value: number, digits: number): string {
  return number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Texts with their shares, most first, as one list: “cat” (12 %), “a” (4 %). */
export function sharesText(shares: readonly { text: string; share: number }[]): string {
  const { withShare } = words.traces.prediction;
  return listing(shares.map(({ text, share }) => withShare(text, percent(share))));
}
