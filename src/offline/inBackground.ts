import { isDear } from './line.ts';
import { Keeping } from './keeping.svelte.ts';

/**
 * Keeps the page and its packs for a page that shows nothing of it, such as a kiosk; `models` is the
 * address of the packs' folder. Returns what stops it. Where a download may be dear, nothing is done.
 */
export function keepInBackground(models: URL): () => void {
  const keeping = new Keeping(new URL('../', models), models);
  if (!isDear()) void keeping.look().then(() => keeping.keep());
  return () => {
    keeping.stop();
  };
}
