import { toFailure } from '../core/failure.ts';
import type { Family } from '../core/run.ts';
import { listHub, readHubName } from '../packs/standard/hub.ts';
import { hubHost, hubOrigin } from '../packs/standard/hubHosts.ts';
import { hubDoor, type BroughtPacks } from './broughtPacks.svelte.ts';
import type { Settings } from './settings.svelte.ts';

/** The Hugging Face hub as a source of packs; it is asked only while the visitor lets it be. */
export class Hub {
  #isAllowed = $state(false);
  readonly #brought: BroughtPacks;

  constructor(brought: BroughtPacks) {
    this.#brought = brought;
  }

  get isAllowed(): boolean {
    return this.#isAllowed;
  }

  allow(): void {
    this.#isAllowed = true;
  }

  /** Ends what was asked of the hub, and goes back from its models to the shipped ones: they would ask it again. */
  forbid(settings: Pick<Settings, 'sampler'>): void {
    this.#isAllowed = false;
    const { status, chosen } = this.#brought;
    const isOpen =
      status.kind === 'looking' ||
      (status.kind === 'found' && status.packs.some(({ folder }) => isOfHub(folder)));
    if (isOpen) hubDoor.leave(this.#brought);
    for (const [family, name] of Object.entries(chosen) as [Family, string][]) {
      if (isOfHub(name)) this.#brought.drop(family, settings);
    }
  }

  /** Looks at the model of a typed "owner/model" or "owner/model@revision". */
  async look(typed: string): Promise<void> {
    if (!this.#isAllowed) throw new Error('the visitor has not let the hub be asked');
    try {
      const hub = readHubName(typed);
      await hubDoor.look(this.#brought, { kind: 'server', base: hubOrigin, hub }, (signal) =>
        listHub(hub, signal),
      );
    } catch (thrown) {
      hubDoor.leave(this.#brought);
      this.#brought.status = { kind: 'failed', failure: toFailure(thrown) };
    }
  }
}

function isOfHub(name: string): boolean {
  return name.startsWith(`${hubHost}/`);
}
