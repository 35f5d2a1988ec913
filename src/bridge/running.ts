const name = 'windowsill-running';
const usualQuietMs = 2000;

const watchers = new Set<() => void>();
let callsHere = 0;

function locksHere(): LockManager | undefined {
  return (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
}

/** Lets all pages of this origin know that a worker is at work; returns what ends that. */
export function tellRunning(): () => void {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  void locksHere()?.request(name, { mode: 'shared' }, () => ended);
  count(1);
  return () => {
    end();
    count(-1);
  };
}

/** Whether no page of this origin has a worker at work; pages without locks cannot know: true. */
export async function nothingRuns(): Promise<boolean> {
  const held = (await locksHere()?.query())?.held ?? [];
  return !held.some((lock) => lock.name === name);
}

/**
 * Tells now and from now on whether a worker of this page is at work: at once when one begins, and when
 * none has been for `quietMs`, so that calls in quick succession count as one. Returns what ends that.
 */
export function watchRunning(
  hear: (isRunning: boolean) => void,
  quietMs = usualQuietMs,
): () => void {
  let told = callsHere > 0;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const tell = (isRunning: boolean): void => {
    if (told !== isRunning) hear((told = isRunning));
  };
  const watch = (): void => {
    clearTimeout(quiet);
    if (callsHere > 0) tell(true);
    else quiet = setTimeout(tell, quietMs, false);
  };
  watchers.add(watch);
  hear(told);
  return () => {
    watchers.delete(watch);
    clearTimeout(quiet);
  };
}

function count(change: number): void {
  callsHere += change;
  for (const watch of watchers) watch();
}
