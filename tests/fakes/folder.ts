import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Failure } from '../../src/core/failure.ts';
import type { PackSource } from '../../src/packs/source.ts';

/** A models folder on this machine's disk. */
export function diskFolder(folder: string): PackSource {
  return {
    async *read(path, signal, { from = 0 } = {}) {
      try {
        const stream = createReadStream(`${folder}/${path}`, { signal, start: from });
        for await (const chunk of stream) {
          yield new Uint8Array(chunk as Buffer<ArrayBuffer>);
        }
      } catch (thrown) {
        if (signal.aborted) throw new Failure('aborted');
        throw new Failure('packMissing', `${path} is not there: ${String(thrown)}`);
      }
    },
  };
}

export type Files = Record<string, Uint8Array<ArrayBuffer>>;

/** A models folder in memory, one pack named 'toy'; files may be changed after the manifest is made. */
export function memoryFolder(files: Files): PackSource & { files: Files; reads: string[] } {
  const listed = Object.entries(files).map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const toy = { title: 'Toy', family: 'gpt2', licence: 'MIT', origin: 'here', files: listed };
  const manifest = JSON.stringify({ version: 1, packs: { toy } });
  const folder: Files = { 'manifest.json': new TextEncoder().encode(manifest) };
  for (const [path, bytes] of Object.entries(files)) folder[`toy/${path}`] = bytes;
  const reads: string[] = [];
  return {
    files: folder,
    reads,
    // eslint-disable-next-line @typescript-eslint/require-await -- a disk would wait
    async *read(path, _, { from = 0 } = {}) {
      reads.push(path);
      const bytes = folder[path];
      if (bytes === undefined) throw new Failure('packMissing', `${path} is not there.`);
      for (let k = from; k < bytes.length; k += 100_000) yield bytes.slice(k, k + 100_000);
    },
  };
}
