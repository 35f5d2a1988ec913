import { afterEach, expect } from 'vitest';

/**
 * Set up before every browser test: the first request of the page to another origin fails the test that made it.
 * (Workers are watched by the tests of the built page, behind a proxy.)
 */
const strayed: string[] = [];

function look(entries: PerformanceEntryList): void {
  for (const { name } of entries) {
    const { origin, protocol } = new URL(name, location.href);
    if (/^https?:$/.test(protocol) && origin !== location.origin) strayed.push(name);
  }
}

const observer = new PerformanceObserver((list) => {
  look(list.getEntries());
});
observer.observe({ type: 'resource', buffered: true });

afterEach(() => {
  look(observer.takeRecords());
  expect(strayed.splice(0)).toEqual([]);
});
