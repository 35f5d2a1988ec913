function bytesOf(pack: unknown): number {
  const bytes = (pack as { bytes?: unknown } | null)?.bytes;
  return typeof bytes === 'number' ? bytes : 0;
}

/** What the shipped packs weigh, from models/manifest.json; null where it is not there. */
export class Packs {
  #total = $state.raw<{ packs: number; bytes: number } | null>(null);

  get total(): { packs: number; bytes: number } | null {
    return this.#total;
  }

  async load(url: URL): Promise<void> {
    try {
      const response = await fetch(url);
      const manifest = (await response.json()) as { packs?: unknown } | null;
      const packs: unknown[] = Object.values(manifest?.packs ?? {});
      const bytes = packs.reduce<number>((sum, pack) => sum + bytesOf(pack), 0);
      if (bytes > 0) this.#total = { packs: packs.length, bytes };
    } catch {
      // Each room says for itself which file is missing, once it is asked to run.
    }
  }
}
