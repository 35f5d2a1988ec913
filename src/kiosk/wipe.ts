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

/** What this page keeps; other pages of the origin, as on user.github.io, name theirs otherwise. */
const ours = /^windowsill[.:]/;
/** What a fresh start leaves alone: what the kiosk itself keeps, and what a class has of its pupils. */
const lasting = [kioskPrefix, 'windowsill.class'];

/**
 * Wipes what visitors left outside the page's own memory: this page's entries in both storages, and the
 * address. Other pages' entries stay, and so do the log and the results of a class: nothing that a visitor
 * can do at a kiosk comes into them, the teacher was promised them for so many days, and a browser that a
 * class shares should not lose them because somebody opened `?kiosk` in it. The packs lie elsewhere (Cache
 * Storage, OPFS) and stay; neither of these, nor IndexedDB, holds anything of a visitor.
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
    if (name === null || !ours.test(name)) continue;
    if (!lasting.some((prefix) => name.startsWith(prefix))) storage.removeItem(name);
  }
}
