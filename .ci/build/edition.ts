import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import type { Edition } from '../../src/offline/edition.ts';
import type { PackFile } from '../../src/packs/manifest.ts';
import { hubConstant } from './hub.ts';

/**
 * Files of the built folder that are no part of the page: the packs list their own, WebGPU's 27 MB of
 * wasm are fetched only where there is an adapter, the rest is for readers.
 */
const apart =
  /^models\/(?!manifest\.json$|world\.json$)|^screenshots\/|^assets\/ort(-wasm-simd-threaded\.asyncify|\.webgpu)|^edition\.json$|^service\.worker\.js$/;

/** Lists the files of the built page with their digests, and builds the service worker that keeps them. */
export function offlineEdition(): Plugin {
  let folder = '';
  let root = '';
  return {
    name: 'windowsill:edition',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = join(config.root, config.build.outDir);
      if (config.build.outDir.startsWith('/')) folder = config.build.outDir;
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const edition = await editionOf(folder);
        await writeFile(join(folder, 'edition.json'), JSON.stringify(edition));
        await buildService(root, folder, edition);
      },
    },
  };
}

async function editionOf(folder: string): Promise<Edition> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !apart.test(path))
    .sort();
  const files = await Promise.all(paths.map((path) => listed(folder, path)));
  return { version: digestOf(JSON.stringify(files)), files };
}

async function listed(folder: string, path: string): Promise<PackFile> {
  const bytes = await readFile(join(folder, path));
  return { path, bytes: bytes.length, sha256: digestOf(bytes) };
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

async function buildService(root: string, outDir: string, edition: Edition): Promise<void> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { EDITION: JSON.stringify(edition), ...hubConstant },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: 'workers/service.worker.ts',
        formats: ['iife'],
        name: 'service',
        fileName: () => 'service.worker.js',
      },
    },
  });
}
