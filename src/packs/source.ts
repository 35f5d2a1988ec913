import { Failure } from '../core/failure.ts';

/** Where packs come from: a folder with `manifest.json` and a folder for each pack. */
export interface PackSource {
  /**
   * The bytes of one file as they arrive; `path` is relative to the models folder. A file that is
   * not there is a `packMissing` Failure, an abort an `aborted` one.
   */
  read(path: string, signal: AbortSignal): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** A models folder served over HTTP, as beside the page. */
export function httpFolder(models: URL): PackSource {
  return {
    async *read(path, signal) {
      const response = await fetchFile(new URL(path, models), path, signal);
      yield* chunksOf(response, path, signal);
    },
  };
}

async function fetchFile(url: URL, path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, cache: 'no-cache' }).catch((thrown: unknown) => {
    throw lost(thrown, signal, new Failure('packMissing', `${path} cannot be reached.`));
  });
  if (response.status === 404 || response.status === 410 || isPage(response)) {
    throw new Failure('packMissing', `${path} is not there.`);
  }
  if (!response.ok) {
    throw new Failure('packMissing', `${path}: the server answered ${response.status}.`);
  }
  return response;
}

/** Servers made for single pages answer 200 with their page where a file is missing. */
function isPage(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/html') === true;
}

async function* chunksOf(
  response: Response,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (thrown) {
    throw lost(thrown, signal, new Failure('packBroken', `${path}: the connection was cut.`));
  } finally {
    reader.releaseLock();
  }
}

function lost(thrown: unknown, signal: AbortSignal, failure: Failure): Failure {
  if (signal.aborted) return new Failure('aborted');
  return thrown instanceof Failure ? thrown : failure;
}
