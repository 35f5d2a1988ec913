import { isOfWorld } from '../core/lexicon.ts';
import type { Family } from '../core/run.ts';
import type { World } from '../core/world.ts';
import { onlyModels } from '../state/onlyModels.ts';
import { onlyWords } from '../state/onlyWords.ts';
import { suggestDefaults } from '../state/packDefaults.ts';
import { Run, type Clients } from '../state/run.svelte.ts';
import { Settings, type Requests } from '../state/settings.svelte.ts';
import { Shelf } from '../state/shelf.svelte.ts';
import { WorldFile } from '../state/world.svelte.ts';
import { AttractLoop } from './attract.svelte.ts';
import { HealthBook } from './health.svelte.ts';
import { IdleClock } from './idleClock.svelte.ts';
import type { Keep } from './keep.ts';
import { KioskSettings, type KioskChoices } from './kioskSettings.svelte.ts';
import type { KeptPin } from './pin.ts';
import { Reloads } from './reloads.ts';
import { vigilant } from './vigilant.ts';
import { anyWish, firstWish, possible, promptOf, type Wish } from './wish.ts';

/** What fills the screen. */
export type Scene = 'setup' | 'attract' | 'choose' | 'show' | 'door' | 'settings';

/** What the kiosk is built on. */
export interface Ground {
  clients: Clients;
  /** The folder of the packs, what they can draw, and the folder of the recorded runs. */
  models: URL;
  world: URL;
  runs: URL;
  keep: Keep;
  /** Wipes what visitors left outside the page's memory, and goes back to the language to begin with. */
  wipe: (language: string) => void;
  /** Starts the page anew. */
  reload: () => void;
  /** Changes over to a newer page where one waits, while nobody is there; true if so. */
  changeOver: () => boolean;
}

/** A model counts as stuck after this long without a word; the slowest step on two old cores is far below. */
const patienceMs = 90_000;
/** Runs that failed even after a new worker, one after another, until the page is started anew. */
const mostFailures = 2;

/** The kiosk: who is at it, what they asked for, what is shown, and how it looks after itself. */
export class Kiosk {
  readonly settings: KioskSettings;
  readonly health: HealthBook;
  readonly clock: IdleClock;
  readonly attract: AttractLoop;
  readonly #ground: Ground;
  readonly #clients: Clients;
  readonly #worldFile = new WorldFile();
  readonly #tuned = new Settings();
  readonly #shelf: Shelf;
  readonly #reloads: Reloads;
  #scene = $state<Scene>('attract');
  #wish = $state.raw<Wish>(firstWish);
  #shown = $state.raw<Wish>(firstWish);
  #run: Run;
  #visit = $state(0);
  #retried: readonly Family[] = [];
  #failedRuns = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.settings = new KioskSettings(ground.keep);
    this.health = new HealthBook(ground.keep);
    this.#reloads = new Reloads(ground.keep);
    // The keys make nothing else; whatever else came this far would come to no model.
    const worded = onlyWords(watched(ground.clients, this.health), (texts) =>
      texts.every((text) => this.world !== null && isOfWorld(this.world, text)),
    );
    this.#clients = onlyModels(worded, () => this.choices.models);
    this.#run = $state.raw(new Run(this.#clients));
    this.#shelf = new Shelf(ground.runs);
    this.clock = new IdleClock(timesOf(this.choices), () => {
      this.startAfresh();
    });
    this.attract = new AttractLoop({
      shelf: this.#shelf,
      clients: this.#clients,
      nextRequests: () => this.#requestsOfNobody(),
      onLiveEnd: (run) => {
        this.#ended(run);
      },
    });
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** What the models can draw; null until it is known. */
  get world(): World | null {
    return this.#worldFile.world;
  }

  get choices(): KioskChoices {
    return this.settings.choices;
  }

  /** What the keys say now. */
  get wish(): Wish {
    return this.#wish;
  }

  /** What the run that is shown was asked for. */
  get shown(): Wish {
    return this.#shown;
  }

  get run(): Run {
    return this.#run;
  }

  /** Which visitor this is; whatever belongs to a visitor is keyed by it. */
  get visit(): number {
    return this.#visit;
  }

  /** Gets ready, then plays to the empty room or asks the staff to set it up. */
  async open(): Promise<void> {
    await Promise.all([
      this.#worldFile.load(this.#ground.world),
      this.#shelf.load(),
      suggestDefaults(this.#tuned, this.#ground.models),
    ]);
    if (this.settings.isNew) this.#scene = 'setup';
    // Somebody may have come already.
    else if (this.clock.idle.kind === 'away') this.#toAttract();
  }

  /** Somebody comes to the empty kiosk. */
  welcome(): void {
    this.attract.stop();
    this.#scene = 'choose';
    this.clock.touch();
  }

  /** Somebody who is there touched the screen. */
  touch(): void {
    if (this.#scene !== 'setup' && this.#scene !== 'attract') this.clock.touch();
  }

  choose(change: Partial<Wish>): void {
    if (this.world === null) return;
    this.#wish = possible(this.world, { ...this.#wish, ...change });
  }

  surprise(): void {
    if (this.world !== null) this.#wish = anyWish(this.world, Math.random);
  }

  /** Has the wish written, painted and dreamt, with a seed of its own. */
  draw(): void {
    const { world } = this;
    if (world === null) return;
    this.#shown = this.#wish;
    this.#retried = [];
    this.#tuned.seed.roll();
    this.#run.start(this.#requests(promptOf(world, this.#wish)));
    this.health.began();
    this.#scene = 'show';
  }

  stopDrawing(): void {
    this.#run.stop();
  }

  back(): void {
    this.#run.stop();
    this.#scene = 'choose';
  }

  toDoor(): void {
    this.#run.stop();
    this.#scene = 'door';
  }

  toSettings(): void {
    this.#scene = 'settings';
  }

  leaveDoor(): void {
    this.#scene = 'choose';
  }

  /** Takes what the staff chose, and starts; false where it was not kept, which the staff are to be told first. */
  set(choices: KioskChoices, pin: KeptPin | null): boolean {
    const isKept = this.settings.save(choices, pin);
    this.clock.times = timesOf(choices);
    if (isKept) this.startAfresh();
    return isKept;
  }

  /** Forgets the visitor: run, sentence, storage, address; the models stay loaded. */
  startAfresh(): void {
    this.#run.stop();
    this.#run = new Run(this.#clients);
    this.#wish = firstWish;
    this.#shown = firstWish;
    this.#visit++;
    this.clock.rest();
    this.#ground.wipe(this.choices.languages[0] ?? 'en');
    this.health.startedAfresh();
    this.#toAttract();
  }

  /** To be called when the run that is shown has ended: retries what died, notes the rest. */
  runEnded(): void {
    this.#ended(this.#run);
  }

  dispose(): void {
    this.attract.stop();
    this.clock.rest();
    this.#run.stop();
    for (const client of Object.values(this.#clients) as Clients[Family][]) client.dispose();
  }

  #toAttract(): void {
    this.#scene = 'attract';
    this.attract.start();
    void this.health.weigh();
  }

  #ended(run: Run): void {
    const rooms = [run.write, run.paint, run.dream];
    const failed = rooms.filter(({ status }) => status.kind === 'failed');
    for (const { family, status } of failed) {
      if (status.kind === 'failed') this.health.failed(family, status.failure.kind);
    }
    const again = failed.filter(({ family }) => !this.#retried.includes(family));
    if (run === this.#run && again.length > 0) {
      this.#retried = [...this.#retried, ...again.map(({ family }) => family)];
      for (const { family } of again) run.retry(family);
      return;
    }
    const chosen = rooms.filter(({ family }) => this.choices.models.includes(family));
    if (failed.length > 0) this.#failed();
    else if (chosen.every(({ status }) => status.kind === 'done')) this.#finished(run);
  }

  #finished(run: Run): void {
    this.#failedRuns = 0;
    this.health.finished(run.write.elapsedMs + run.paint.elapsedMs + run.dream.elapsedMs);
  }

  #failed(): void {
    if (++this.#failedRuns < mostFailures || !this.#reloads.allow()) return;
    this.health.restarted('page');
    this.#ground.reload();
  }

  #requests(prompt: string): Requests {
    const requests = this.#tuned.requests(prompt);
    return { ...requests, diffusion: { ...requests.diffusion, steps: this.choices.steps } };
  }

  #requestsOfNobody(): Requests | null {
    if (this.#ground.changeOver()) return null;
    if (!this.choices.drawsAlone || this.world === null) return null;
    this.#tuned.seed.roll();
    this.health.began();
    return this.#requests(promptOf(this.world, anyWish(this.world, Math.random)));
  }
}

function timesOf({ quietSeconds, warningSeconds }: KioskChoices) {
  return { quietMs: quietSeconds * 1000, warningMs: warningSeconds * 1000 };
}

function watched({ gpt2, dalle, diffusion }: Clients, health: HealthBook): Clients {
  const watch = {
    patienceMs,
    onEnded: (family: string) => {
      health.restarted(family);
    },
  };
  return {
    gpt2: vigilant(gpt2, 'gpt2', watch),
    dalle: vigilant(dalle, 'dalle', watch),
    diffusion: vigilant(diffusion, 'diffusion', watch),
  };
}
