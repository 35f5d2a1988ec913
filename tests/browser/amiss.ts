import axe from 'axe-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds amiss in the page as it stands, in the light and in the dark, a line each, and whether it is too wide. */
export async function amiss(): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    await settled();
    const { violations } = await axe.run(document.body, { runOnly: standards });
    found.push(
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${theme} ${id} ${html.slice(0, 160)}`),
      ),
    );
  }
  delete document.documentElement.dataset['theme'];
  if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the screen');
  return found;
}

/**
 * Waits until colours have stopped to change: axe reads them as they are at the moment. Not for a page with what
 * moves for ever, as the lesson's figures do.
 */
async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
}
