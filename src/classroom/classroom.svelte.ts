import { toFailure, type Failure } from '../core/failure.ts';
import type { Family } from '../core/run.ts';
import type { World } from '../core/world.ts';
import { modeNames, type ModeName } from '../lesson/modes.ts';
import { PromptLog } from './log.ts';
import { fragmentOfPlan, planOfFile, planOfFragment, type ClassPlan } from './plan.ts';
import {
  emptyResults,
  resultsSchema,
  timeOfDay,
  withAnswer,
  type Answer,
  type Results,
} from './results.ts';
import type { Listed, WordList } from './wordList.ts';

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'windowsill.classResults';

/** The class that this page is in, if any: what it allows, and what the pupil did; on this machine only. */
export class Classroom {
  readonly #keep: Keep | null;
  #plan = $state.raw<ClassPlan | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #results = $state.raw<Results | null>(null);
  #logged = $state(0);
  #wordList = $state.raw<WordList | null>(null);
  /** Whether this machine should hold one model at a time. */
  spares = $state(false);

  constructor(keep: Keep | null) {
    this.#keep = keep;
  }

  /** Null outside a class. */
  get plan(): ClassPlan | null {
    return this.#plan;
  }

  /** Why the link of a class could not be read. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** What the pupil did; null outside a class. */
  get results(): Results | null {
    return this.#results;
  }

  /** Entries of the log; 0 where the class keeps none. */
  get logged(): number {
    return this.#logged;
  }

  /** The modes of the lesson that are offered. */
  get modes(): readonly ModeName[] {
    const modes = this.#plan?.modes ?? [];
    return modes.length === 0 ? modeNames : modes;
  }

  /** The codes of the languages that are offered; null where all are. */
  get languages(): readonly string[] | null {
    const languages = this.#plan?.languages ?? [];
    return languages.length === 0 ? null : languages;
  }

  /** Questions in a quiz; null where the quiz decides. */
  get quizLength(): number | null {
    return this.#plan?.quizLength ?? null;
  }

  /** Whether a model may run. */
  runs(family: Family): boolean {
    return this.#plan?.models.includes(family) ?? true;
  }

  /** Whether pupils may write words of their own. */
  get mayType(): boolean {
    return this.#plan === null || this.#plan.prompts.kind === 'free';
  }

  /** Takes the class from the fragment of the address; other fragments change nothing but what has expired of a log. */
  enter(fragment: string): void {
    new PromptLog(this.#keep, 0).read();
    try {
      const plan = planOfFragment(fragment);
      if (plan === null) return;
      this.#failure = null;
      this.#plan = plan;
      this.#results = this.#kept(plan) ?? emptyResults(plan.name);
      this.#logged = this.log?.read().length ?? 0;
    } catch (thrown) {
      this.#failure = toFailure(thrown);
    }
  }

  /** Takes the class from its file, by starting the page anew with the link of it. */
  async enterByFile(file: Blob): Promise<void> {
    try {
      location.hash = fragmentOfPlan(planOfFile(await file.text()));
      location.reload();
    } catch (thrown) {
      this.#failure = toFailure(thrown);
    }
  }

  /** Has the word list ready, where the class asks for it. */
  async prepare(world: World): Promise<void> {
    if (!this.#isChildSafe) return;
    const [{ WordList }, { loadSpeeches }] = await Promise.all([
      import('./wordList.ts'),
      import('../i18n/speeches.ts'),
    ]);
    this.#wordList = new WordList(world, await loadSpeeches());
  }

  /** A prompt as the class allows it; nothing of it before the word list is there. */
  keep(prompt: string): Listed {
    if (!this.#isChildSafe) return { kept: prompt, left: [] };
    return this.#wordList?.keep(prompt) ?? { kept: '', left: [] };
  }

  get #isChildSafe(): boolean {
    const rule = this.#plan?.prompts;
    return rule?.kind === 'free' && rule.childSafe;
  }

  /** Notes an answer of a quiz; nothing outside a class. */
  answered(answer: Answer): void {
    if (this.#results === null) return;
    this.#put({ ...this.#results, answers: withAnswer(this.#results.answers, answer) });
  }

  /** Notes a run that has ended; its words only where the class keeps a log. */
  drew(prompt: string, outcome: string): void {
    if (this.#results === null) return;
    this.#put({ ...this.#results, runs: this.#results.runs + 1 });
    const { log } = this;
    log?.add(prompt, outcome);
    this.#logged = log?.read().length ?? 0;
  }

  /** The pupil's name, for what they hand in. */
  call(pupil: string): void {
    if (this.#results !== null) this.#put({ ...this.#results, pupil });
  }

  /** The log of this machine; null where the class keeps none. */
  get log(): PromptLog | null {
    const days = this.#plan?.log?.days;
    return days === undefined ? null : new PromptLog(this.#keep, days);
  }

  eraseLog(): void {
    this.log?.erase();
    this.#logged = 0;
  }

  /** Forgets what the pupil did. */
  eraseResults(): void {
    if (this.#plan !== null) this.#results = emptyResults(this.#plan.name);
    try {
      this.#keep?.removeItem(key);
    } catch {
      // A storage that refuses holds nothing either.
    }
  }

  #put(results: Results): void {
    this.#results = { ...results, madeAt: timeOfDay() };
    try {
      this.#keep?.setItem(key, JSON.stringify(this.#results));
    } catch {
      // Remembered until the page is left.
    }
  }

  #kept({ name }: ClassPlan): Results | null {
    try {
      const results = resultsSchema(JSON.parse(this.#keep?.getItem(key) ?? 'null'), 'results');
      return results.className === name ? results : null;
    } catch {
      return null;
    }
  }
}

function browserKeep(): Keep | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

/** The class of this page. */
export const classroom = new Classroom(browserKeep());
