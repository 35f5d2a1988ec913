import type { ModelClient, PackChoice } from '../bridge/contract.ts';
import type { Detail } from '../core/detail.ts';
import { why } from '../core/detail.ts';
import type { KeptDevices } from '../core/devices.ts';
import { Failure, toFailure } from '../core/failure.ts';
import type { Family, RunRequest, SamplerName } from '../core/run.ts';
import type { AskedSampler } from '../core/schedulerClass.ts';
import { askedSampler } from '../core/schedulerClass.ts';
import type { BroughtSource } from '../packs/standard/brought.ts';
import { readerOf } from '../packs/standard/brought.ts';
import type { FoundFile, StandardPack, Variant } from '../packs/standard/layout.ts';
import { findPacks } from '../packs/standard/layout.ts';
import type { Room } from '../packs/standard/memory.ts';
import { memoryFault } from '../packs/standard/memory.ts';
import { listServer } from '../packs/standard/server.ts';
import type { Clients } from './run.svelte.ts';
import type { Requests, Settings } from './settings.svelte.ts';
import { StepTimes, type ShippedSteps } from './stepTimes.svelte.ts';

type Status =
  | { kind: 'empty' }
  | { kind: 'looking' }
  | { kind: 'found'; packs: readonly StandardPack[] }
  | { kind: 'failed'; failure: Failure };

/** Where a pack's sampler is set. */
type Sampling = Pick<Settings, 'sampler'>;

/** What is chosen and was measured of each model's devices. */
interface Kept {
  readonly kept: Readonly<Partial<Record<Family, KeptDevices>>>;
}

/** How the hub's files are looked through as all others; only in builds that may ask the hub. */
export let hubDoor: {
  look: (brought: BroughtPacks, source: BroughtSource, list: Listing) => Promise<void>;
  /** Stops looking, and forgets what was found. */
  leave: (brought: BroughtPacks) => void;
};

type Listing = (signal: AbortSignal) => Promise<readonly FoundFile[]>;

/** Packs that somebody brings to run in place of the shipped ones; nothing of them outlives the page. */
export class BroughtPacks {
  status = $state.raw<Status>({ kind: 'empty' });
  #chosen = $state.raw<Partial<Record<Family, string>>>({});
  #unknownScheduler = $state.raw<string | null>(null);
  readonly #choices: Record<Family, PackChoice>;
  readonly #models: URL;
  readonly #devices: Kept;
  readonly #times: StepTimes;
  #shipped: ShippedSteps = {};
  #source: BroughtSource | null = null;
  #looking = new AbortController();
  /** Grows with every choice of a Stable Diffusion. */
  #choice = 0;
  /** The sampler that a pack's own took the place of. */
  #replaced: { sampler: SamplerName; by: SamplerName } | null = null;

  /** `models` is where the shipped packs are, `devices` what is chosen and was measured of them. */
  constructor(choices: Record<Family, PackChoice>, models: URL, devices: Kept = { kept: {} }) {
    this.#choices = choices;
    this.#models = models;
    this.#devices = devices;
    this.#times = new StepTimes(() => this.#devices.kept);
  }

  /** What each family runs in place of the shipped pack: the folder and precision, as they are shown. */
  get chosen(): Readonly<Partial<Record<Family, string>>> {
    return this.#chosen;
  }

  /** The scheduler that the chosen Stable Diffusion asks for, where there is no such sampler here; else null. */
  get unknownScheduler(): string | null {
    return this.#unknownScheduler;
  }

  /** The same clients; how long the shipped models' steps take is heard here. */
  overhear(clients: Clients): Clients {
    return {
      gpt2: this.#overheard(clients.gpt2),
      dalle: this.#overheard(clients.dalle),
      diffusion: this.#overheard(clients.diffusion),
    };
  }

  /** Why a variant cannot run here, as far as one can tell; null where it can. */
  faultHere(pack: StandardPack, variant: Variant): Detail | null {
    return memoryFault(pack, variant, this.#roomFor(pack.family));
  }

  /**
   * Milliseconds that a step or token is expected to take here, judged by the shipped model, with guidance
   * of a picture or without; null where nothing was measured.
   */
  expectedMs(pack: StandardPack, variant: Variant, isGuided: boolean): number | null {
    const { family, latentSize = 1 } = pack;
    const { weightsPerStep } = variant;
    if (weightsPerStep === undefined) return null;
    const places = family === 'diffusion' ? (isGuided ? 2 : 1) * latentSize ** 2 : 1;
    return this.#times.expectedMs(family, this.#shipped, weightsPerStep, places);
  }

  /** Whether one of them can be asked for what the shipped models have no words for. */
  reads(prompt: string): boolean {
    return prompt.trim() !== '' && Object.keys(this.#chosen).length > 0;
  }

  /** A model from elsewhere is given the prompt as it was typed, not as the shipped ones read it. */
  asTyped(requests: Requests, typed: string): Requests {
    const told = <R extends RunRequest>(request: R): R =>
      this.#chosen[request.family] === undefined ? request : { ...request, prompt: typed };
    return {
      gpt2: told(requests.gpt2),
      dalle: told(requests.dalle),
      diffusion: told(requests.diffusion),
    };
  }

  /** Looks through the files of a picked folder. */
  async folder(files: Iterable<File>): Promise<void> {
    const listed = Array.from(files, (file) => ({
      path: file.webkitRelativePath || file.name,
      file,
    }));
    await this.#look({ kind: 'folder', files: listed }, () =>
      Promise.resolve(listed.map(({ path, file }) => ({ path, bytes: file.size }))),
    );
  }

  /** Looks into a zip. */
  async zip(file: Blob): Promise<void> {
    await this.#look({ kind: 'zip', file }, async () => {
      const { listZip } = await import('../packs/standard/zip.ts');
      return listZip(file);
    });
  }

  static {
    if (import.meta.env.WINDOWSILL_HUB) {
      hubDoor = {
        look: (brought, source, list) => brought.#look(source, list),
        leave: (brought) => {
          brought.#looking.abort();
          brought.status = { kind: 'empty' };
        },
      };
    }
  }

  /** Looks at a folder on the page's own server; another origin is refused, as everywhere on this page. */
  async server(path: string): Promise<void> {
    const base = URL.parse(`${path.replace(/\/*$/, '')}/`, document.baseURI);
    if (base?.origin !== location.origin) {
      this.status = { kind: 'failed', failure: new Failure('unreadable', why('otherOrigin')) };
      return;
    }
    await this.#look({ kind: 'server', base: base.href }, (signal) =>
      listServer(base.href, signal),
    );
  }

  /** Runs that pack from now on, a Stable Diffusion with the sampler that its own scheduler asks for. */
  async choose(pack: StandardPack, variant: Variant, settings: Sampling): Promise<void> {
    if (this.#source === null) throw new Error('nothing was found yet');
    const { family } = pack;
    const source = this.#source;
    this.#choices[family].bring({ source, pack, variant, room: this.#roomFor(family) });
    const name = [pack.folder.replace(/\/$/, ''), variant.precision].filter(Boolean).join(', ');
    this.#chosen = { ...this.#chosen, [family]: name };
    if (family !== 'diffusion') return;
    this.#restoreSampler(settings);
    const choice = this.#choice;
    const asked = await askedSamplerOf(pack, source);
    // Somebody may have gone back, or on to another, while its file was read.
    if (this.#choice === choice) this.#takeSampler(asked, settings);
  }

  /** Goes back to the shipped pack and to the sampler it had. */
  drop(family: Family, settings: Sampling): void {
    this.#choices[family].bring(null);
    this.#chosen = Object.fromEntries(
      Object.entries(this.#chosen).filter(([other]) => other !== family),
    );
    if (family === 'diffusion') this.#restoreSampler(settings);
  }

  #takeSampler(asked: AskedSampler | null, settings: Sampling): void {
    if (asked?.kind === 'unknown') this.#unknownScheduler = asked.name;
    if (asked?.kind !== 'known') return;
    this.#replaced = { sampler: settings.sampler, by: asked.sampler };
    settings.sampler = asked.sampler;
  }

  /** A sampler that somebody has set since stays. */
  #restoreSampler(settings: Sampling): void {
    this.#choice++;
    this.#unknownScheduler = null;
    if (this.#replaced?.by === settings.sampler) settings.sampler = this.#replaced.sampler;
    this.#replaced = null;
  }

  #roomFor(family: Family): Room {
    const onCard = this.#devices.kept[family]?.choice.provider === 'webgpu';
    return { memory: memoryHere(onCard), onCard };
  }

  #overheard<R extends RunRequest>(client: ModelClient<R>): ModelClient<R> {
    return {
      load: (onEvent, signal) => client.load(onEvent, signal),
      run: (request, onEvent, signal) =>
        client.run(
          request,
          (event) => {
            const isShipped = this.#chosen[request.family] === undefined;
            if (event.type === 'stage' && isShipped) this.#times.hear(event);
            onEvent(event);
          },
          signal,
        ),
      dispose: () => {
        client.dispose();
      },
    };
  }

  async #look(source: BroughtSource, list: Listing): Promise<void> {
    this.#looking.abort();
    const { signal } = (this.#looking = new AbortController());
    this.status = { kind: 'looking' };
    try {
      const named = findPacks(await list(signal));
      const [{ inspectPacks }, { shippedSteps }] = await Promise.all([
        import('../packs/standard/inspect.ts'),
        import('./shippedSteps.ts'),
      ]);
      const [packs, shipped] = await Promise.all([
        inspectPacks(named, readerOf(source), signal),
        shippedSteps(this.#models, signal),
      ]);
      if (signal.aborted) return;
      this.#shipped = shipped;
      if (packs.length === 0) throw new Failure('unreadable', why('noPack'));
      this.#source = source;
      this.status = { kind: 'found', packs };
    } catch (thrown) {
      if (!signal.aborted) this.status = { kind: 'failed', failure: toFailure(thrown) };
    }
  }
}

async function askedSamplerOf(
  { folder }: StandardPack,
  source: BroughtSource,
): Promise<AskedSampler | null> {
  try {
    const path = `${folder}scheduler/scheduler_config.json`;
    const bytes = await readerOf(source).read(path, new AbortController().signal);
    return askedSampler(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null; // the run will say what is wrong with the file
  }
}

/** As much as browsers tell of a machine's memory, in GiB: they say it of larger ones, too. */
const mostTold = 8;

/**
 * Memory of this machine in bytes as far as the browser tells, null where it does not. On the processor no
 * pack takes more than wasm's 4 GB; beside a graphics card, "8 GB" may not stand for less than there is.
 */
function memoryHere(onCard: boolean): number | null {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  if (deviceMemory === undefined || (onCard && deviceMemory >= mostTold)) return null;
  return deviceMemory * 2 ** 30;
}
