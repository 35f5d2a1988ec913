import type { PreprocessorGroup } from 'svelte/compiler';

/** Whether this build may ask the Hugging Face hub for models, where the visitor lets it: WINDOWSILL_HUB=1. */
export const hasHub = process.env['WINDOWSILL_HUB'] === '1';

/** The same as a constant of the code: without the hub, nothing that stands behind it is in the build. */
export const hubConstant = {
  'import.meta.env.WINDOWSILL_HUB': JSON.stringify(hasHub ? '1' : ''),
};

const parts = /\n( *)\{#if import\.meta\.env\.WINDOWSILL_HUB\}\n.*?\n\1\{\/if\}/gs;

/** Svelte folds no constants: what stands behind this one in the markup is cut from a build without the hub. */
export const hubMarkup: PreprocessorGroup = {
  markup({ content }) {
    const code = hasHub ? content : content.replace(parts, '');
    return code === content ? undefined : { code };
  },
};
