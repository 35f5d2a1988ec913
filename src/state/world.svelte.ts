import { parseWorld, type World } from '../core/world.ts';

/** What the models can draw; null until it has come, and for good where its file is missing. */
export class WorldFile {
  #world = $state.raw<World | null>(null);

  get world(): World | null {
    return this.#world;
  }

  async load(url: URL): Promise<void> {
    try {
      const response = await fetch(url);
      if (response.ok) this.#world = parseWorld(await response.json());
    } catch {
      // The page works without: no word is then called unknown.
    }
  }
}
