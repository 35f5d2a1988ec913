import type { ModeName } from './modes.ts';
import { modeOf, searchOf } from './search.ts';

/** Which mode the page's address asks for; Back and Forward of the browser lead through them. */
export class Address {
  #mode = $state<ModeName | null>(modeOf(location.search));
  #wasChosen = false;

  get mode(): ModeName | null {
    return this.#mode;
  }

  /** Whether the mode was chosen on this page, and not opened by its address. */
  get wasChosen(): boolean {
    return this.#wasChosen;
  }

  /** Where a link to a mode, or to the page without one, leads. */
  hrefOf(mode: ModeName | null): string {
    return `${location.pathname}${searchOf(location.search, mode)}`;
  }

  go(mode: ModeName | null): void {
    if (mode === this.#mode) return;
    history.pushState(null, '', this.hrefOf(mode));
    this.#wasChosen = true;
    this.#mode = mode;
  }

  /** The browser went back or forth. */
  read(): void {
    this.#mode = modeOf(location.search);
  }
}
