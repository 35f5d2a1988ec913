import { Keeping } from './keeping.svelte.ts';
import { mayKeepUnasked } from './line.ts';

/**
 * Keeps the page and its packs for a page that shows nothing of it, such as a kiosk; `models` is the
 * address of the packs' folder. Nothing is done where the line may be dear, or the page is not built.
 */
export async function keepInBackground(models: URL): Promise<void> {
  const keeping = new Keeping(new URL('../', models), models);
  await Promise.all([keeping.look(), mayKeepUnasked()]);
  await keeping.keep();
}
