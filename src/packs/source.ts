import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';

/** How much of a file is asked for, and whether what the browser remembers of it may answer. */
export interface Reading {
  /** Bytes to pass over at its beginning. */
  from?: number;
  /** Past the browser's HTTP cache: what came before was not the file that is listed. */
  afresh?: boolean;
}

/** Where files come from: a folder, such as the one with `manifest.json` and a folder for each pack. */
export interface PackSource {
  /**
   * The bytes of one file as they arrive; `path` is relative to the folder. A file that is not there
   * is a `packMissing` Failure, an abort an `aborted` one, and a break a `ConnectionLost`.
   */
  read(
    path: string,
    signal: AbortSignal,
    reading?: Reading,
  ): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** The server cannot be reached, or stopped in the middle: the rest can be asked for again. */
export class ConnectionLost extends Failure {}

/** A folder served over HTTP, as beside the page. */
export function httpFolder(folder: URL): PackSource {
  return {
    async *read(path, signal, { from = 0, afresh = false } = {}) {
      const init: RequestInit = { signal, cache: afresh ? 'reload' : 'no-cache' };
      if (from > 0) init.headers = { Range: `bytes=${from}-` };
      const response = await fetchFile(new URL(path, folder), path, init, signal);
      if (response.status === 416) return;
      yield* without(bytesAhead(response, from), chunksOf(response, path, signal));
    },
  };
}

async function fetchFile(
  url: URL,
  path: string,
  init: RequestInit,
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetch(url, init).catch((thrown: unknown) => {
    throw lost(thrown, signal, new ConnectionLost('packMissing', why('unreachable', path)));
  });
  if (response.status === 404 || response.status === 410 || isPage(response, path)) {
    throw new Failure('packMissing', why('notThere', path));
  }
  if (!response.ok && response.status !== 416) {
    throw new Failure('packMissing', why('serverAnswered', path, response.status));
  }
  return response;
}

/** Servers made for single pages answer 200 with their page where a file is missing. */
export function isPage(response: Response, path: string): boolean {
  if (path.endsWith('.html')) return false;
  return response.headers.get('content-type')?.startsWith('text/html') === true;
}

/** How many bytes come before those asked for: all of them, from a server that passes over `Range`. */
function bytesAhead(response: Response, from: number): number {
  if (response.status !== 206) return from;
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  return from - Number(start ?? from);
}

async function* without(
  ahead: number,
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  let left = ahead;
  for await (const chunk of chunks) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
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
    throw lost(thrown, signal, new ConnectionLost('packBroken', why('connectionCut', path)));
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function lost(thrown: unknown, signal: AbortSignal, failure: Failure): Failure {
  if (signal.aborted) return new Failure('aborted');
  return thrown instanceof Failure ? thrown : failure;
}
