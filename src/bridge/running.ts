const name = 'windowsill-running';

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
  return end;
}

/** Whether no page of this origin has a worker at work; pages without locks cannot know: true. */
export async function nothingRuns(): Promise<boolean> {
  const held = (await locksHere()?.query())?.held ?? [];
  return !held.some((lock) => lock.name === name);
}
