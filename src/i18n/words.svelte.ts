import { untrack } from 'svelte';
import { languageCodes, loadArea, type Area, type Areas } from './areas.ts';
import failures from './en/failures.ts';
import page from './en/page.ts';
import { preferredLanguage, rememberLanguage } from './preference.ts';

/** A language that can be chosen, by its own name. */
export interface LanguageChoice {
  code: string;
  name: string;
}

/** "Español" for "es". */
function ownName(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** The words of every area that was loaded, and the language they are read in. */
class Store {
  /** Of "es/lesson" and the like. */
  #loaded = $state.raw<Readonly<Partial<Record<string, Areas[Area]>>>>({
    'en/page': page,
    'en/failures': failures,
  });
  #now = $state('en');
  /** The language asked for last; `#now` follows when its words are there. */
  #wanted = 'en';
  readonly #areas = new Set<Area>(['page', 'failures']);

  get now(): string {
    return this.#now;
  }

  /** The words of an area: in the language now, else in English; throws if the area was not loaded. */
  read(area: Area): Areas[Area] {
    const found = this.#loaded[`${this.#now}/${area}`] ?? this.#loaded[`en/${area}`];
    if (found === undefined) throw new Error(`loadWords('${area}') comes before its words.`);
    return found;
  }

  /** Loads an area in the present language; in English where that one cannot be had. */
  async load(area: Area): Promise<void> {
    this.#areas.add(area);
    try {
      await this.#fetch(this.#wanted, area);
    } catch {
      await this.#fetch('en', area);
    }
  }

  /** Reads everything in another language, once all areas in use are loaded in it; the last call wins. */
  async turnTo(code: string): Promise<void> {
    if (!languageCodes.includes(code)) throw new Error(`There are no words in ${code}.`);
    this.#wanted = code;
    await Promise.all([...this.#areas].map((area) => this.#fetch(code, area)));
    if (this.#wanted !== code) return;
    this.#now = code;
    if (typeof document !== 'undefined') document.documentElement.lang = code;
  }

  /** The page goes on in the language it is in. */
  stay(): void {
    this.#wanted = this.#now;
  }

  async #fetch(code: string, area: Area): Promise<void> {
    const path = `${code}/${area}`;
    if (this.#loaded[path] !== undefined) return;
    const words = await loadArea(code, area);
    this.#loaded = { ...this.#loaded, [path]: words };
  }
}

const store = new Store();

/** Turns to a language; where its files cannot be reached the page stays as it is. Says whether it did. */
async function turned(code: string): Promise<boolean> {
  try {
    await store.turnTo(code);
    return true;
  } catch {
    store.stay();
    return false;
  }
}

/** The language of the page: reactive. */
export const language = {
  /** The code of the language that is read now: "en". */
  get now(): string {
    return store.now;
  },

  /** Every language there are words for, by its own name. */
  all: languageCodes.map((code) => ({ code, name: ownName(code) })) as readonly LanguageChoice[],

  /** Reads the page in another language from now on, and keeps the choice on this machine. */
  async choose(code: string): Promise<void> {
    if (await turned(code)) rememberLanguage(code);
  },

  /** Begins with what the address, this machine or the browser asks for; to be awaited before the page is mounted. */
  async begin(): Promise<void> {
    await turned(preferredLanguage(languageCodes));
  },

  /** Turns to the first of the languages that are offered here, unless the page is in one; no choice of anybody's. */
  async keepTo(offered: readonly string[] | null): Promise<void> {
    if (offered === null || offered.includes(store.now)) return;
    const first = offered.find((code) => languageCodes.includes(code));
    if (first !== undefined) await turned(first);
  },
};

/**
 * Has the words of an area ready; a lazily loaded room awaits it before it is shown. What awaits it
 * in markup does not begin anew when other words arrive.
 */
export async function loadWords(area: Area): Promise<void> {
  await untrack(() => store.load(area));
}

/** The words of the page in the language now chosen, by area: reactive. */
export const words = Object.defineProperties(
  {},
  Object.fromEntries(
    (
      [
        'page',
        'failures',
        'controls',
        'traces',
        'lesson',
        'lessonExplain',
        'lessonWhy',
        'lessonDeep',
        'lessonMetrics',
        'lessonTry',
        'quiz',
        'experiment',
        'offline',
        'kiosk',
        'classroom',
        'takeaway',
        'runtime',
      ] satisfies Area[]
    ).map((area) => [area, { get: () => store.read(area), enumerable: true }]),
  ),
) as Readonly<Areas>;
