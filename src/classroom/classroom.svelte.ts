import type { RunOutcome } from '../bridge/contract.ts';
import { why } from '../core/detail.ts';
import { Failure, toFailure } from '../core/failure.ts';
import type { Recipe } from '../core/recipe.ts';
import type { Recording } from '../core/recording.ts';
import type { Family, RunRequest } from '../core/run.ts';
import { furtherTextsOf, textsOf } from '../core/texts.ts';
import type { World } from '../core/world.ts';
import { modeNames, type ModeName } from '../lesson/modes.ts';
import { Asked } from './asked.ts';
import type { ClassWords } from './classWords.ts';
import { PromptLog } from './log.ts';
import {
  fragmentOfPlan,
  planOfFile,
  planOfFragment,
  textOfFile,
  type ClassPlan,
  type PromptRule,
} from './plan.ts';
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

/** Where the results of a class are kept: each class has its own. */
const keyOf = ({ name }: ClassPlan): string => `windowsill.classResults.${name}`;

/** The class that this page is in, if any: what it allows, and what the pupil did; on this machine only. */
export class Classroom {
  readonly #keep: Keep | null;
  readonly #asked = new Asked();
  #plan = $state.raw<ClassPlan | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #results = $state.raw<Results | null>(null);
  #logged = $state(0);
  #wordList = $state.raw<WordList | null>(null);
  #words = $state.raw<ClassWords | null>(null);
  #world: World | null = null;
  #prepared: Promise<void> | null = null;
  /** Whether this machine should hold one model at a time. */
  spares = $state(false);
  /** Whether this machine was measured, and recorded runs are the better lesson here. */
  offersRuns = $state(false);

  constructor(keep: Keep | null) {
    this.#keep = keep;
  }

  /** Null outside a class. */
  get plan(): ClassPlan | null {
    return this.#plan;
  }

  /** Why the link or the file of a class could not be read. */
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
      this.#countLogged();
    } catch (thrown) {
      this.#failure = toFailure(thrown);
    }
  }

  /** Takes the class from its file, by starting the page anew with the link of it. */
  async enterByFile(file: Blob): Promise<void> {
    try {
      const fragment = fragmentOfPlan(planOfFile(await textOfFile(file)));
      location.hash = fragment;
      location.reload();
    } catch (thrown) {
      this.#failure = toFailure(thrown);
    }
  }

  /** Has ready what the class needs to know of words. */
  async prepare(world: World): Promise<void> {
    this.#world = world;
    this.#prepared = null;
    await this.#ready();
  }

  /** Settles once it can be told what is allowed, as far as it can; what could not be loaded is loaded anew. */
  async #ready(): Promise<void> {
    const [rule, world] = [this.#rule, this.#world];
    if (rule === null || world === null) return;
    const prepared = (this.#prepared ??= this.#learn(rule, world));
    try {
      await prepared;
    } catch (thrown) {
      if (this.#prepared === prepared) this.#prepared = null;
      throw thrown;
    }
  }

  async #learn(rule: PromptRule, world: World): Promise<void> {
    const [{ WordList }, { classWords }, { loadSpeeches }] = await Promise.all([
      import('./wordList.ts'),
      import('./classWords.ts'),
      import('../i18n/speeches.ts'),
    ]);
    const speeches = await loadSpeeches();
    if (rule.kind === 'free') this.#wordList = new WordList(world, speeches);
    else this.#words = classWords(rule, world, speeches);
  }

  /** Whether a model may be given this text; nothing but what any words allow before `prepare`. */
  allows(text: string): boolean {
    const rule = this.#rule;
    if (rule === null) return true;
    if (rule.kind !== 'free') return this.#words?.allow(text) ?? false;
    return this.#wordList?.keep(text).left.length === 0;
  }

  /** The same of all texts of a request, once it can be told; rejects where that cannot be loaded. */
  async allowsAll(texts: readonly string[]): Promise<boolean> {
    await this.#ready();
    return texts.every((text) => this.allows(text));
  }

  /**
   * Lets in what a link, a picture or a saved run asks for, or throws a `notAllowed` Failure: a closed
   * list is closed for them, too. Where words are typed, those of a link are left out in the prompt box
   * instead; a run is shown as it is or not at all, and for that its story and all else it says is read.
   */
  async admit(recipe: Recipe, run: Recording | null): Promise<void> {
    const rule = this.#rule;
    if (rule === null || (rule.kind === 'free' && run === null)) return;
    await this.#ready();
    const isOffered = rule.kind === 'free' || this.#words?.offer(recipe.prompt) === true;
    const asked = run === null ? [] : Object.values(run.requests).flatMap(textsOf);
    const texts = [recipe.prompt, ...furtherTextsOf(recipe), ...asked];
    const isAllowed = isOffered && texts.every((text) => this.allows(text));
    if (!isAllowed || (run !== null && !(await this.#mayShow(run)))) {
      throw new Failure('notAllowed', why('notOfClass'));
    }
  }

  /** A forged run could say anything: its events are read like a prompt, with the words of the stories besides. */
  async #mayShow(run: Recording): Promise<boolean> {
    const { saysOnlyLearnt } = await import('./storyWords.ts');
    return saysOnlyLearnt(run, (word) => this.allows(word));
  }

  /** The address without what was opened by it; a class stays in it, so that it holds when the page is loaded anew. */
  addressOf(href: string): string {
    const fragment = this.#plan === null ? '' : fragmentOfPlan(this.#plan);
    return href.replace(/#.*$/s, '') + fragment;
  }

  /** A prompt as the class allows it; nothing of it before the word list is there. */
  keep(prompt: string): Listed {
    if (this.#rule?.kind !== 'free') return { kept: prompt, left: [] };
    return this.#wordList?.keep(prompt) ?? { kept: '', left: [] };
  }

  /** What the class says of words; null where all are allowed. */
  get #rule(): PromptRule | null {
    const rule = this.#plan?.prompts;
    return rule === undefined || (rule.kind === 'free' && !rule.childSafe) ? null : rule;
  }

  /** Notes an answer of a quiz; nothing outside a class. */
  answered(answer: Answer): void {
    if (this.#results === null) return;
    this.#put({ ...this.#results, answers: withAnswer(this.#results.answers, answer) });
  }

  /** Counts a run that begins; what was typed for it only where the class keeps a log. */
  pressed(prompt: string, requests: readonly RunRequest[]): void {
    if (this.#results === null) return;
    this.#put({ ...this.#results, runs: this.#results.runs + 1 });
    const { log } = this;
    if (log !== null) this.#asked.press(log, prompt, requests);
    this.#countLogged();
  }

  /** Logs a prompt of which the models read not a word. */
  refused(prompt: string): void {
    const { log } = this;
    if (log === null || prompt.trim() === '') return;
    log.end(log.begin(prompt), 'refused');
    this.#countLogged();
  }

  /** Logs what a model is asked for, in a class that keeps a log; to be called with how that ended. */
  asks(request: RunRequest): (outcome: RunOutcome) => void {
    const { log } = this;
    if (log === null || !this.runs(request.family)) return () => undefined;
    const note = this.#asked.ask(log, request);
    this.#countLogged();
    return note;
  }

  #countLogged(): void {
    this.#logged = this.log?.read().length ?? 0;
  }

  /** The pupil's name, for what they hand in. */
  call(pupil: string): void {
    if (this.#results !== null) this.#put({ ...this.#results, pupil });
  }

  /** The log of this machine; null where the class keeps none. */
  get log(): PromptLog | null {
    const plan = this.#plan;
    return plan?.log === undefined
      ? null
      : new PromptLog(this.#keep, plan.log.days, undefined, plan.name);
  }

  eraseLog(): void {
    this.log?.erase();
    this.#logged = 0;
  }

  /** Forgets what the pupil did: whoever is next begins with nothing. */
  eraseResults(): void {
    if (this.#plan === null) return;
    this.#results = emptyResults(this.#plan.name);
    try {
      this.#keep?.removeItem(keyOf(this.#plan));
    } catch {
      // A storage that refuses holds nothing either.
    }
  }

  #put(results: Results): void {
    if (this.#plan === null) return;
    this.#results = { ...results, madeAt: timeOfDay() };
    try {
      this.#keep?.setItem(keyOf(this.#plan), JSON.stringify(this.#results));
    } catch {
      // Remembered until the page is left.
    }
  }

  #kept(plan: ClassPlan): Results | null {
    try {
      return resultsSchema(JSON.parse(this.#keep?.getItem(keyOf(plan)) ?? 'null'), 'results');
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
