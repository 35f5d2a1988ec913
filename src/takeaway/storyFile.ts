import type { Recipe } from '../core/recipe.ts';

/** The story as a plain text that says how it was made, with the line ends that every editor knows. */
export function storyText(story: string, recipe: Recipe, made: string): string {
  const { seed, write } = recipe;
  const settings = [
    `seed ${seed}`,
    write.temperature === undefined ? '' : `temperature ${write.temperature}`,
    write.topK === undefined ? '' : `top-k ${write.topK}`,
  ];
  const lines = [
    story.trim(),
    '',
    made,
    `GPT-2, ${settings.filter((part) => part !== '').join(', ')}`,
  ];
  return `${lines.join('\n').replace(/\r?\n/g, '\r\n')}\r\n`;
}
