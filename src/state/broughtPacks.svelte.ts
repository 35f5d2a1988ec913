import type { PackChoice } from '../bridge/contract.ts';
import { why } from '../core/detail.ts';
import { Failure, toFailure } from '../core/failure.ts';
import type { Family, RunRequest, SamplerName } from '../core/run.ts';
import type { Brought, BroughtSource } from '../packs/standard/brought.ts';
import { readerOf } from '../packs/standard/brought.ts';
import type { FoundFile, StandardPack, Variant } from '../packs/standard/layout.ts';
import { findPacks } from '../packs/standard/layout.ts';
import { memoryFault } from '../packs/standard/memory.ts';
import { listServer } from '../packs/standard/server.ts';
import type { Requests } from './settings.svelte.ts';

type Status =
  | { kind: 'empty' }
  | { kind: 'looking' }
  | { kind: 'found'; packs: readonly StandardPack[] }
  | { kind: 'failed'; failure: Failure };

/** diffusers' schedulers, by the sampler that walks as they do. */
const samplerOf: Record<string, SamplerName> = {
  DDIMScheduler: 'ddim',
  PNDMScheduler: 'pndm',
  EulerDiscreteScheduler: 'euler',
  EulerAncestralDiscreteScheduler: 'eulerAncestral',
  DPMSolverMultistepScheduler: 'dpm2m',
  LCMScheduler: 'lcm',
};

/** Packs that somebody brings to run in place of the shipped ones; nothing of them outlives the page. */
export class BroughtPacks {
  status = $state.raw<Status>({ kind: 'empty' });
  #chosen = $state.raw<Partial<Record<Family, string>>>({});
  readonly #choices: Record<Family, PackChoice>;
  #source: BroughtSource | null = null;
  #looking = new AbortController();

  constructor(choices: Record<Family, PackChoice>) {
    this.#choices = choices;
  }

  /** What each family runs in place of the shipped pack: the folder and precision, as they are shown. */
  get chosen(): Readonly<Partial<Record<Family, string>>> {
    return this.#chosen;
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

  /** Runs that pack from now on; returns the sampler its own scheduler asks for, if it names one. */
  async choose(pack: StandardPack, variant: Variant): Promise<SamplerName | null> {
    if (this.#source === null) throw new Error('nothing was found yet');
    const brought: Brought = { source: this.#source, pack, variant, memory: memoryHere() };
    this.#choices[pack.family].bring(brought);
    const name = [pack.folder.replace(/\/$/, ''), variant.precision].filter(Boolean).join(', ');
    this.#chosen = { ...this.#chosen, [pack.family]: name };
    return pack.family === 'diffusion' ? this.#samplerOf(pack) : null;
  }

  /** Goes back to the shipped pack. */
  drop(family: Family): void {
    this.#choices[family].bring(null);
    this.#chosen = Object.fromEntries(
      Object.entries(this.#chosen).filter(([other]) => other !== family),
    );
  }

  async #look(
    source: BroughtSource,
    list: (signal: AbortSignal) => Promise<readonly FoundFile[]>,
  ): Promise<void> {
    this.#looking.abort();
    const { signal } = (this.#looking = new AbortController());
    this.status = { kind: 'looking' };
    try {
      const packs = findPacks(await list(signal));
      if (signal.aborted) return;
      if (packs.length === 0) throw new Failure('unreadable', why('noPack'));
      this.#source = source;
      this.status = { kind: 'found', packs };
    } catch (thrown) {
      if (!signal.aborted) this.status = { kind: 'failed', failure: toFailure(thrown) };
    }
  }

  async #samplerOf({ folder }: StandardPack): Promise<SamplerName | null> {
    if (this.#source === null) return null;
    try {
      const path = `${folder}scheduler/scheduler_config.json`;
      const bytes = await readerOf(this.#source).read(path, this.#looking.signal);
      const config: unknown = JSON.parse(new TextDecoder().decode(bytes));
      const name = (Object(config) as { _class_name?: unknown })._class_name;
      return typeof name === 'string' ? (samplerOf[name] ?? null) : null;
    } catch {
      return null; // the run will say what is wrong with the file
    }
  }
}

/** Memory of this machine in bytes as far as the browser tells (at most 8 GB), null where it does not. */
export function memoryHere(): number | null {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  return deviceMemory === undefined ? null : deviceMemory * 2 ** 30;
}

/** Whether a variant is expected to fit on this machine, as far as one can tell. */
export function fitsHere(pack: StandardPack, variant: Variant): boolean {
  return memoryFault(pack, variant, memoryHere()) === null;
}
