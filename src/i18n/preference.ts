const key = 'windowsill.language';

/** What a person wishes to read, most wished first: the address, what was chosen here, the browser. */
function wishes(): string[] {
  const asked = new URLSearchParams(location.search).get('lang');
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(key);
  } catch {
    // Storage may be forbidden; the browser's languages then decide.
  }
  return [asked, chosen, ...navigator.languages].filter((wish) => wish !== null);
}

/** The language to begin with: the first wish that there are words for ("es-MX" is met by "es"), else English. */
export function preferredLanguage(codes: readonly string[], wished = wishes()): string {
  for (const wish of wished) {
    const base = wish.toLowerCase().split('-')[0] ?? '';
    if (codes.includes(base)) return base;
  }
  return 'en';
}

/** Keeps a choice on this machine; an address that asks for a language asks for the chosen one from now on. */
export function rememberLanguage(code: string): void {
  try {
    localStorage.setItem(key, code);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  if (typeof location === 'undefined') return;
  const address = new URL(location.href);
  if (!address.searchParams.has('lang')) return;
  address.searchParams.set('lang', code);
  history.replaceState(history.state, '', address);
}
