import { watchRunning } from '../bridge/running.ts';
import { Keeping } from './keeping.svelte.ts';
import { canServe } from './line.ts';

/** After a failure it is tried again when the network comes back, and so often. */
const againMs = 300_000;

/**
 * Keeps the page and its packs for a kiosk, which must open without a network; `models` is the address of the packs'
 * folder. It gives way to models at work, and does not give up. Nothing is done where the page is not built.
 */
export async function keepInBackground(models: URL): Promise<void> {
  const keeping = new Keeping(new URL('../', models), models);
  await Promise.all([keeping.look(), canServe()]);
  watchRunning((isRunning) => {
    keeping.yieldTo(isRunning);
  });
  const goOn = (): void => {
    if (['partly', 'full', 'failed'].includes(keeping.status.kind)) void keeping.keep();
  };
  goOn();
  addEventListener('online', goOn);
  setInterval(goOn, againMs);
}
