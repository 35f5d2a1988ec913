import { forgetLastMatch } from '../core/lastMatch.ts';
import { progress } from '../lesson/progress.svelte.ts';
import { kioskPrefix } from './keep.ts';

/** What of a browser a visitor may have left something in. */
export interface Traces {
  localStorage: Storage;
  sessionStorage: Storage;
  location: Location;
  history: History;
}

/**
 * Wipes what visitors left outside the page's own memory: both storages but for what the kiosk itself
 * keeps, and the address. The packs lie elsewhere (Cache Storage, OPFS) and stay.
 */
export function wipe(scope: Traces): void {
  progress.erase();
  forgetLastMatch();
  for (const storage of [() => scope.localStorage, () => scope.sessionStorage]) {
    try {
      clear(storage());
    } catch {
      // A storage that refuses holds nothing either.
    }
  }
  const { origin, pathname } = scope.location;
  scope.history.replaceState({ kiosk: true }, '', `${origin}${pathname}?kiosk`);
}

function clear(storage: Storage): void {
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at));
  for (const name of names) {
    if (name !== null && !name.startsWith(kioskPrefix)) storage.removeItem(name);
  }
}
