import { spokenWorld, type SpokenWorld, type WorldSpeech } from '../core/speech.ts';

const files = import.meta.glob<WorldSpeech>('./*/world.ts', { import: 'default' });

/** How every language but English speaks of the world; those that cannot be reached are left out. */
export async function loadSpeeches(): Promise<SpokenWorld[]> {
  const arrivals = await Promise.allSettled(Object.values(files).map((load) => load()));
  return arrivals.flatMap((arrival) =>
    arrival.status === 'fulfilled' ? [spokenWorld(arrival.value)] : [],
  );
}
