/** The folder of one shipped pack: what lies in it, fetched once. */
export class PackFolder {
  readonly #url: URL;
  readonly #texts = new Map<string, Promise<string>>();

  constructor(url: URL) {
    this.#url = url;
  }

  /** The address of a file, by its path within the pack. */
  address(file: string): string {
    return new URL(file, this.#url).href;
  }

  /** A file's JSON, or null where the file is missing or broken. */
  async json(file: string): Promise<unknown> {
    try {
      const response = await fetch(this.address(file));
      return response.ok ? ((await response.json()) as unknown) : null;
    } catch {
      return null;
    }
  }

  /** A file's text; empty where it is missing. */
  text(file: string): Promise<string> {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const fetched = fetch(this.address(file)).then((response) =>
      response.ok ? response.text() : '',
    );
    this.#texts.set(file, fetched);
    fetched.catch(() => this.#texts.delete(file));
    return fetched;
  }
}
