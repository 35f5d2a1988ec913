import { tick } from 'svelte';
import { searchOf } from '../lesson/search.ts';
import type { Anchor } from './question.ts';

function scrolledTo(anchor: Anchor): boolean {
  const part = document.getElementById(`part-${anchor}`);
  if (part === null) return false;
  part.scrollIntoView();
  const heading = part.querySelector<HTMLElement>('h2, h3');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  return true;
}

/** Whether a part of the page is open beside the question. */
export function isOpen(anchor: Anchor): boolean {
  return document.getElementById(`part-${anchor}`) !== null;
}

/** Leads to a part of the page, by way of Visualize where it is not open; Back leads back. */
export async function showPart(anchor: Anchor): Promise<void> {
  if (scrolledTo(anchor)) return;
  history.pushState(null, '', `${location.pathname}${searchOf(location.search, 'visualize')}`);
  dispatchEvent(new PopStateEvent('popstate'));
  await tick();
  scrolledTo(anchor);
}
