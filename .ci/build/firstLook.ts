import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/** What the page opens without `?kiosk`, `?health` or `?teacher`, and what of it stands above the fold. */
const firstModules = ['src/openApp.ts', 'src/lesson/ModeChooser.svelte'];

/** The fonts of the first look in the page's languages. */
const firstFonts = /(?:literata|hyperlegible-next)-latin-wght-normal/;

/**
 * Names in the built index.html what the first look is made of: else a browser finds out file by file, one after
 * another, and letters change their shape when their font comes.
 */
export function firstLook(): Plugin {
  return {
    name: 'windowsill:first-look',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const tags = bundle === undefined ? [] : tagsOf(Object.values(bundle));
        return tags.filter(({ attrs }) => !html.includes(String(attrs?.['href'])));
      },
    },
  };
}

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

function tagsOf(outputs: readonly Output[]): HtmlTagDescriptor[] {
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const files = new Set<string>();
  const styles = new Set<string>();
  const take = (chunk: Rolldown.OutputChunk): void => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
    for (const file of chunk.imports) take(chunkNamed(chunks, file));
  };
  for (const chunk of chunks) {
    if (firstModules.some((path) => chunk.moduleIds.some((id) => id.endsWith(path)))) take(chunk);
  }
  const fonts = outputs.map(({ fileName }) => fileName).filter((name) => firstFonts.test(name));
  return [
    ...fonts.map((file) => link({ rel: 'preload', as: 'font', type: 'font/woff2' }, file)),
    ...[...styles].map((file) => link({ rel: 'preload', as: 'style' }, file)),
    ...[...files].map((file) => link({ rel: 'modulepreload' }, file)),
  ];
}

function chunkNamed(chunks: readonly Rolldown.OutputChunk[], file: string): Rolldown.OutputChunk {
  const chunk = chunks.find(({ fileName }) => fileName === file);
  if (chunk === undefined) throw new Error(`The bundle lacks ${file}.`);
  return chunk;
}

function link(attributes: Record<string, string>, file: string): HtmlTagDescriptor {
  return {
    tag: 'link',
    attrs: { ...attributes, href: `./${file}`, crossorigin: '' },
    injectTo: 'head',
  };
}
