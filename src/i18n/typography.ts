/** How a language sets its lines, where writing it by hand would be tedious and invisible. */
const rules: Partial<Record<string, (text: string) => string>> = {
  // No line may begin with a French colon or end with an opening guillemet.
  fr: (text) => text.replace(/ (?=[:;!?»%])|(?<=«) /g, '\u00a0'),
};

function typeset(words: unknown, rule: (text: string) => string): unknown {
  if (typeof words === 'string') return rule(words);
  if (typeof words === 'function') {
    const say = words as (...values: unknown[]) => string;
    return (...values: unknown[]) => rule(say(...values));
  }
  if (Array.isArray(words)) return words.map((item) => typeset(item, rule));
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(
    Object.entries(words).map(([key, inner]) => [key, typeset(inner, rule)]),
  );
}

/** An area's words as the language sets them: the same words, with the spaces that may not break. */
export function inTypeOf<T>(code: string, words: T): T {
  const rule = rules[code];
  return rule === undefined ? words : (typeset(words, rule) as T);
}
