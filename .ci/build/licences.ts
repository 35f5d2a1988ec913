import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

interface Package {
  name: string;
  version: string;
  licence: string;
  text: string;
}

/**
 * Lists the licences of the packages that the built page is made of, as licences.txt. A package
 * counts when one of its modules or files is in a bundle: `page` watches that of the page and writes
 * the list, `worker` those of the workers.
 */
export function licences(): { page: Plugin; worker: () => Plugin } {
  const folders = new Set<string>();
  const watch = (bundle: object, root: string) => {
    for (const file of sourcesOf(bundle)) {
      const folder = packageFolder(resolve(root, file));
      if (folder !== null) folders.add(folder);
    }
  };
  return {
    page: {
      name: 'windowsill:licences',
      apply: 'build',
      enforce: 'post',
      generateBundle: {
        order: 'post',
        async handler(_, bundle) {
          watch(bundle, process.cwd());
          const packages = await Promise.all([...folders].sort().map(readPackage));
          const source = [preface(packages), ...packages.map(section)].join(rule);
          this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
        },
      },
    },
    worker: () => ({
      name: 'windowsill:licences-of-workers',
      enforce: 'post',
      generateBundle: {
        order: 'post',
        handler(_, bundle) {
          watch(bundle, process.cwd());
        },
      },
    }),
  };
}

/** What went into a bundle: the modules of its scripts, and the files its assets were made from. */
function* sourcesOf(bundle: object): Generator<string> {
  for (const output of Object.values(bundle) as Partial<{
    moduleIds: string[];
    originalFileNames: string[];
  }>[]) {
    yield* output.moduleIds ?? [];
    yield* output.originalFileNames ?? [];
  }
}

/** The folder of the package a file belongs to; null for files of this project. */
function packageFolder(file: string): string | null {
  const path = file.replace(/^\0/, '').replace(/\?.*$/, '');
  const at = path.lastIndexOf('node_modules/');
  if (at < 0) return null;
  const [first = '', second = ''] = path.slice(at + 'node_modules/'.length).split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  const folder = join(path.slice(0, at), 'node_modules', name);
  return existsSync(join(folder, 'package.json')) ? folder : null;
}

async function readPackage(folder: string): Promise<Package> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: string };
  return { name, version, licence: license ?? 'not stated', text: await licenceText(folder) };
}

async function licenceText(folder: string): Promise<string> {
  const files = await readdir(folder);
  const wanted = files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(wanted.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.map((text) => text.trim()).join('\n\n');
}

const rule = `\n\n${'='.repeat(72)}\n\n`;

function preface(packages: readonly Package[]): string {
  const list = packages.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`);
  return [
    'Windowsill is under the MIT licence; so are the weights in models/, which this project trained.',
    'It is made with these packages:',
    '',
    ...list,
  ].join('\n');
}

function section({ name, version, licence, text }: Package): string {
  return `${name} ${version} (${licence})\n\n${text === '' ? 'The package carries no licence text of its own.' : text}`;
}
