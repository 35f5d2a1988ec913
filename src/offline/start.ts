import { offer } from './installing.svelte.ts';
import { trustOwnUrls } from './trustedUrls.ts';
import { updates } from './updates.svelte.ts';

const reopened = 'windowsill:reopened';
const patienceMs = 4000;

/**
 * Starts the service worker of the built page. True where the page is about to open again: once, at
 * a first visit to a host that sets no isolating headers, before anything is shown that could be lost.
 */
export async function startOffline(home: URL): Promise<boolean> {
  trustOwnUrls(home);
  offer.listen();
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return false;
  const registering = navigator.serviceWorker.register('./service.worker.js', {
    updateViaCache: 'none',
  });
  registering.then(
    (registration) => {
      updates.watch(registration);
    },
    () => undefined,
  );
  if (globalThis.crossOriginIsolated) {
    forgetReopening();
    return false;
  }
  return (await isIsolator(registering)) && rememberReopening() && reopen();
}

/** Whether a service worker stands ready, in time, to bring isolation with the next opening. */
async function isIsolator(registering: Promise<unknown>): Promise<boolean> {
  const ready = registering.then(() => navigator.serviceWorker.ready).then(() => true);
  const late = new Promise<boolean>((resolve) => {
    setTimeout(resolve, patienceMs, false);
  });
  return Promise.race([ready, late]).catch(() => false);
}

/** False where this page opened again before and that did not help, or where that cannot be known. */
function rememberReopening(): boolean {
  try {
    if (sessionStorage.getItem(reopened) !== null) return false;
    sessionStorage.setItem(reopened, '1');
    return true;
  } catch {
    return false;
  }
}

function forgetReopening(): void {
  try {
    sessionStorage.removeItem(reopened);
  } catch {
    // A browser that remembers nothing has nothing to forget.
  }
}

function reopen(): boolean {
  location.reload();
  return true;
}
