/** A word of a prompt and where it stands in it, in UTF-16 units. */
export interface PromptWord {
  text: string;
  start: number;
  end: number;
}

/** The words of a prompt, in order. */
export function promptWords(prompt: string): PromptWord[] {
  return Array.from(prompt.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * For each token of a prompt the word it is (a piece of), or null: by place where the tokens' texts
 * together are the prompt or its end, else by one token for each known word, in order.
 */
export function wordsOfTokens(
  prompt: string,
  words: readonly PromptWord[],
  tokens: readonly { text: string }[],
): (number | null)[] {
  const whole = tokens.map(({ text }) => text).join('');
  return whole !== '' && prompt.endsWith(whole)
    ? byPlace(prompt.length - whole.length, words, tokens)
    : byName(words, tokens);
}

function byPlace(
  start: number,
  words: readonly PromptWord[],
  tokens: readonly { text: string }[],
): (number | null)[] {
  let at = start;
  return tokens.map(({ text }) => {
    const [from, to] = [at, at + text.length];
    at = to;
    const found = words.findIndex((word) => word.start < to && word.end > from);
    return found === -1 ? null : found;
  });
}

function byName(
  words: readonly PromptWord[],
  tokens: readonly { text: string }[],
): (number | null)[] {
  let next = 0;
  return tokens.map(({ text }) => {
    const found = words.findIndex(
      (word, k) => k >= next && word.text.toLowerCase() === text.toLowerCase(),
    );
    if (found === -1) return null;
    next = found + 1;
    return found;
  });
}
