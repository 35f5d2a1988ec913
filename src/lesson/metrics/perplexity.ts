/**
 * exp of the mean of -log of each token's share: between how many equally likely tokens a model
 * wavered at a place, on average; NaN of no tokens.
 */
export function perplexityOf(probabilities: ArrayLike<number>): number {
  const logs = Array.from(probabilities, Math.log);
  return Math.exp(-logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** The words of a sentence in another order, always the same one; the end of the sentence stays at its end. */
export function jumbled(sentence: string): string {
  const end = /[.!?…]*$/u.exec(sentence.trim())?.[0] ?? '';
  const words = sentence
    .trim()
    .slice(0, sentence.trim().length - end.length)
    .split(/\s+/);
  const odd = words.filter((_, k) => k % 2 === 1);
  const even = words.filter((_, k) => k % 2 === 0);
  return [...odd.reverse(), ...even.reverse()].join(' ') + end;
}
