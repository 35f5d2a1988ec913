/** Things that go wrong midway in each model; every run must end, and the next one work. */
import { Kiosk } from './kiosk.mjs';

const models = { gpt2: 'Story', dalle: 'Painting', diffusion: 'Dream' };

/** Waits until a model's own sentence shows that it is at work. */
const atWork = {
  gpt2: 'GPT-2 writes your story…',
  dalle: 'DALL-E paints it, tile by tile…',
  diffusion: 'Stable Diffusion clears it out of noise…',
};

const faults = {
  'worker killed': (kiosk, model) =>
    kiosk.page.evaluate((model) => {
      const mine = globalThis.soak.workers.filter(({ url }) => url.includes(model));
      mine.at(-1)?.worker.terminate();
    }, model),
  'clock put a day forward': (kiosk) =>
    kiosk.page.evaluate(() => {
      globalThis.soak.clockMs = 86_400_000;
    }),
  'clock put a day back': (kiosk) =>
    kiosk.page.evaluate(() => {
      globalThis.soak.clockMs = -86_400_000;
    }),
  'tab hidden and frozen for 5 s': async (kiosk) => {
    const session = await kiosk.page.context().newCDPSession(kiosk.page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 5000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await session.detach();
  },
};

/** One line for each fault in each model: how its run ended, and how the next one did. */
export async function tryFaults(browser, address, steps, tell) {
  const rows = [];
  for (const model of Object.keys(models)) {
    for (const [fault, cause] of Object.entries(faults)) {
      rows.push(await tryFault(browser, address, steps, model, fault, cause));
      tell(rows.at(-1));
    }
  }
  rows.push(await tryRefusedStorage(browser, address, steps));
  tell(rows.at(-1));
  return rows;
}

async function tryFault(browser, address, steps, model, fault, cause) {
  const kiosk = await Kiosk.open(browser, address, { steps });
  try {
    await kiosk.come();
    await kiosk.draw();
    await kiosk.page.getByText(atWork[model]).waitFor({ timeout: 600_000 });
    await cause(kiosk, model);
    const { told } = await kiosk.drawn();
    await kiosk.press('Once more, another way');
    const next = await kiosk.drawn();
    return { fault, model, ended: told, next: next.told, complaints: kiosk.complaints };
  } catch (thrown) {
    return {
      fault,
      model,
      ended: `no end: ${thrown.message.split('\n')[0]}`,
      next: '',
      complaints: kiosk.complaints,
    };
  } finally {
    await kiosk.close();
  }
}

async function tryRefusedStorage(browser, address, steps) {
  const kiosk = await Kiosk.open(browser, address, { steps, refuses: true });
  try {
    await kiosk.come();
    await kiosk.draw();
    const { told } = await kiosk.drawn();
    await kiosk.press('Once more, another way');
    const next = await kiosk.drawn();
    return {
      fault: 'storage refused',
      model: 'all',
      ended: told,
      next: next.told,
      complaints: kiosk.complaints,
    };
  } finally {
    await kiosk.close();
  }
}
