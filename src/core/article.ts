/** Things whose one word names many. */
const several = /\bbooks$/;

/** "a cat", "an owl", "some books": a thing as the captions of the world name it. */
export function withArticle(words: string): string {
  if (several.test(words)) return `some ${words}`;
  return `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
}
