/**
 * How many live pictures of four steps a second follow a visitor: the built page, its Live fold open,
 * `npm run build && node bench/typing.mjs`. Typing: a key every 150 ms. Sliding: the slider between two
 * seeds moves as soon as a picture is whole.
 */
import { isSmoke, launch, root, row, runAlone } from './harness.mjs';
import { serve } from './soak/site.mjs';

const dist = process.env['WINDOWSILL_DIST'] ?? `${root}dist`;
const keyMs = 150;
const sentences = [
  'A red car on a night street',
  'Two yellow ducks on a lake at sunset',
  'A purple cat on a sunny windowsill',
];
const slides = isSmoke ? 2 : 20;

const made = (page) => page.evaluate(() => Number(document.querySelector('.live').dataset.made));
const pastMade = (page, count) =>
  page.waitForFunction(
    (past) => Number(document.querySelector('.live').dataset.made) > past,
    count,
  );

/** Whole pictures a second from the first key to the picture of the last sentence. */
async function whileTyping(page) {
  const prompt = page.getByRole('textbox', { name: 'Prompt' });
  const before = await made(page);
  const start = performance.now();
  for (const sentence of isSmoke ? sentences.slice(0, 1) : sentences) {
    await prompt.fill('');
    await prompt.pressSequentially(sentence, { delay: keyMs });
  }
  await page.getByRole('img', { name: `Live picture of: ${await prompt.inputValue()}` }).waitFor();
  return (1000 * ((await made(page)) - before)) / (performance.now() - start);
}

async function whileSliding(page) {
  const slider = page.getByRole('slider', { name: 'Between two seeds' });
  const start = performance.now();
  for (let k = 0; k < slides; k++) {
    const before = await made(page);
    await slider.press('ArrowRight');
    await pastMade(page, before);
  }
  return (1000 * slides) / (performance.now() - start);
}

async function measure() {
  const site = await serve(dist);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    await page.goto(site.address);
    await page.getByText('Live', { exact: true }).click();
    await page.waitForSelector('.live');
    await pastMade(page, 0);
    const rate = (a) => `${a.toFixed(2)} /s`;
    return [
      row('Live: pictures a second while sliding', await whileSliding(page), rate, { least: 1 }),
      row('Live: pictures a second while typing', await whileTyping(page), rate, { least: 1 }),
    ];
  } finally {
    await browser.close();
    site.end();
  }
}

export const typing = {
  title: 'Pictures that follow',
  how: 'Chromium, the built page, four steps of the few-step sampler (`node bench/typing.mjs`).',
  measure,
};
await runAlone(typing, import.meta.url);
