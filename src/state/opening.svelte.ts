import { why } from '../core/detail.ts';
import { Failure, toFailure } from '../core/failure.ts';
import { recipeOf, type Recipe } from '../core/recipe.ts';
import type { Recording } from '../core/recording.ts';

/** What was opened, as the page is told. */
export interface Receiver {
  onRun: (recording: Recording) => void;
  onRecipe: (recipe: Recipe) => void;
  /** Rejects with a Failure what may not be opened here: a recipe, or a whole run and the recipe of it. */
  admit: (recipe: Recipe, run: Recording | null) => Promise<void>;
}

/** How the last file or link fared; `filled` means that it set prompt, seed and settings. */
export type OpeningStatus =
  | { kind: 'idle' }
  | { kind: 'opening' }
  | { kind: 'filled' }
  | { kind: 'failed'; failure: Failure };

/** Files and links that come from outside; the code that reads them comes with the first of them. */
export class Opening {
  readonly #receiver: Receiver;
  #status = $state.raw<OpeningStatus>({ kind: 'idle' });

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  get status(): OpeningStatus {
    return this.#status;
  }

  /** A file that was dropped or chosen. */
  async file(file: Blob): Promise<void> {
    await this.#attempt(async () => {
      const { openFile } = await import('./openFile.ts');
      const opened = await openFile(file);
      if (opened.kind === 'picture') return this.#fill(opened.recipe);
      const { recording } = opened;
      await this.#receiver.admit(recipeOf(recording.prompt, recording.requests), recording);
      this.#receiver.onRun(recording);
      return { kind: 'idle' };
    });
  }

  /** A run that ships with the page: it is the page's own, so nobody is asked whether it may be shown. */
  async shipped(file: Promise<Blob>): Promise<void> {
    await this.#attempt(async () => {
      const { openFile } = await import('./openFile.ts');
      const opened = await openFile(await file);
      if (opened.kind === 'run') this.#receiver.onRun(opened.recording);
      return { kind: 'idle' };
    });
  }

  /** The fragment of the page's own address; fragments that are not ours are left alone. */
  async fragment(fragment: string): Promise<void> {
    if (fragment.length < 2) return;
    await this.#attempt(async () => {
      const { recipeOfFragment } = await import('../core/link.ts');
      const recipe = recipeOfFragment(fragment);
      return recipe === null ? { kind: 'idle' } : this.#fill(recipe);
    });
  }

  /** What was told has been read. */
  clear(): void {
    this.#status = { kind: 'idle' };
  }

  async #fill(recipe: Recipe): Promise<OpeningStatus> {
    await this.#receiver.admit(recipe, null);
    this.#receiver.onRecipe(recipe);
    return { kind: 'filled' };
  }

  async #attempt(action: () => Promise<OpeningStatus>): Promise<void> {
    this.#status = { kind: 'opening' };
    try {
      this.#status = await action();
    } catch (thrown) {
      const failure =
        thrown instanceof TypeError
          ? new Failure('unreadable', why('fileNotThere'))
          : toFailure(thrown);
      this.#status = { kind: 'failed', failure };
    }
  }
}
