/** Things that go wrong midway in each model; every run must end, and the next one work. */
import { allModels, Kiosk } from './kiosk.mjs';

/**
 * Each breaks something while `model` is at work. What it gives back is called when that run has ended, and undoes
 * it or checks something; what that gives back is called after the next run, and tells what it found.
 */
const faults = {
  'worker killed': async ({ page }, model) => {
    await page.evaluate((model) => {
      const mine = globalThis.soak.workers.filter(({ url }) => url.includes(model));
      mine.at(-1)?.worker.terminate();
    }, model);
  },
  'device lost': async (kiosk, model) => {
    const before = kiosk.workerOf(model);
    const lost = await before.evaluate(() => {
      for (const device of globalThis.soak.devices) device.destroy();
      return globalThis.soak.devices.length;
    });
    if (lost === 0) throw new Error('no WebGPU device was in use: there was none to lose');
    const fell = await progressFrom(kiosk);
    return async () => {
      if (await fell()) throw new Error('the run began anew instead of going on');
      return () => isOnNewDevice(kiosk, model, before);
    };
  },
  'memory refused': (kiosk, model) => kiosk.workerOf(model).evaluate(refuseMemory),
  'storage full': async (kiosk) => {
    const session = await kiosk.page.context().newCDPSession(kiosk.page);
    const { origin } = new URL(kiosk.page.url());
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await kiosk.page.evaluate(() => {
      let size = 1 << 20;
      while (size > 0) {
        try {
          localStorage.setItem(`filling ${localStorage.length}`, 'x'.repeat(size));
        } catch {
          size >>= 1;
        }
      }
    });
    return async () => {
      await session.send('Storage.overrideQuotaForOrigin', { origin });
      await session.detach();
      await kiosk.page.evaluate(() => {
        const names = Object.keys(localStorage).filter((name) => name.startsWith('filling'));
        for (const name of names) localStorage.removeItem(name);
      });
    };
  },
  'page frozen for 5 s, as a hidden tab': async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 5000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await session.detach();
  },
  'clock put a day forward': (kiosk, model) => shiftClock(kiosk, model, 86_400_000),
  'clock put two days back': (kiosk, model) => shiftClock(kiosk, model, -2 * 86_400_000),
  'service worker updated': async ({ page }, model, site) => {
    site.publish();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    });
    // The newer edition is fetched while the run goes on and after it; it must then wait.
    return () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        while (registration.installing !== null) {
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        if (registration.waiting === null)
          throw new Error('The newer service worker does not wait.');
      });
  },
};

/** Runs in a worker: allocations of more than 1,000 elements fail, and wasm's memory does not grow. */
function refuseMemory() {
  const refuse = () => {
    throw new RangeError('Array buffer allocation failed');
  };
  WebAssembly.Memory.prototype.grow = refuse;
  const kinds = ['Float32Array', 'Uint8Array', 'Uint8ClampedArray', 'BigInt64Array', 'ArrayBuffer'];
  for (const name of kinds) {
    globalThis[name] = new Proxy(globalThis[name], {
      construct: (real, values, target) => {
        if (typeof values[0] === 'number' && values[0] > 1000) refuse();
        return Reflect.construct(real, values, target);
      },
    });
  }
}

/** Watches how far the model is; what it gives back says whether it has fallen behind since. */
async function progressFrom({ page }) {
  await page.evaluate(() => {
    const now = () =>
      Number(document.querySelector('main.show [role="progressbar"]')?.ariaValueNow ?? 100);
    globalThis.soak.fell = false;
    let most = now();
    globalThis.soak.watch = setInterval(() => {
      if (now() < most) globalThis.soak.fell = true;
      most = now();
    }, 20);
  });
  return () =>
    page.evaluate(() => {
      clearInterval(globalThis.soak.watch);
      return globalThis.soak.fell;
    });
}

/** Whether the newest run had a worker and a device of its own. */
async function isOnNewDevice(kiosk, model, before) {
  const worker = kiosk.workerOf(model);
  const devices = await worker.evaluate(() => globalThis.soak.devices.length);
  if (worker === before || devices === 0) throw new Error('the next run had no new device');
  return 'it went on from its last step; the next run had a new device';
}

async function shiftClock(kiosk, model, ms) {
  const shift = (ms) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ms;
  };
  await kiosk.page.evaluate(shift, ms);
  await kiosk.workerOf(model).evaluate(shift, ms);
}

/** The faults that are not among `known`, as "gpt2, worker killed". */
export function untried(known) {
  const all = allModels.flatMap((model) =>
    Object.keys(faults).map((fault) => `${model}, ${fault}`),
  );
  const tried = new Set(known.map(({ model, fault }) => `${model}, ${fault}`));
  return all.filter((one) => !tried.has(one));
}

/** Tells one line for each fault in each model that is not among `known`: how its run ended, and how the next one did. */
export async function tryFaults(site, options, known, tell) {
  const isKnown = (model, fault) => known.some((row) => row.model === model && row.fault === fault);
  for (const model of allModels) {
    const left = Object.entries(faults).filter(([fault]) => !isKnown(model, fault));
    for (const isOnCard of [false, true]) {
      const some = left.filter(([fault]) => (fault === 'device lost') === isOnCard);
      if (some.length === 0) continue;
      const kiosk = await Kiosk.open(site.address, { ...options, models: [model], isOnCard });
      try {
        for (const [fault, cause] of some) {
          tell({ model, fault, ...(await tryFault(kiosk, model, cause, site)) });
        }
      } finally {
        await kiosk.close();
      }
    }
  }
  if (isKnown('all', 'storage refused')) return;
  tell({ model: 'all', fault: 'storage refused', ...(await tryRefusedStorage(site, options)) });
}

const longestCauseMs = 240_000;

/** What breaks something must not itself hang. */
function inTime(cause) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error('it could not be broken in time')), longestCauseMs).unref();
  });
  return Promise.race([cause, late]);
}

/** `ended`, `next`: what the page said; `noted`: the failures that came into the kiosk's book. */
async function tryFault(kiosk, model, cause, site) {
  const before = kiosk.complaints.length;
  const told = { ended: '', next: '', noted: '', aside: '' };
  try {
    const failures = await failuresOf(kiosk);
    await begin(kiosk);
    await atWork(kiosk);
    const undo = await inTime(cause(kiosk, model, site));
    told.ended = (await kiosk.drawn()).told;
    const check = await undo?.();
    told.noted = newOnes(failures, await failuresOf(kiosk));
    // Meanwhile the kiosk may have asked whether somebody is there, and started afresh.
    await begin(kiosk);
    told.next = (await kiosk.drawn()).told;
    told.aside = (await check?.()) ?? '';
  } catch (thrown) {
    const reason = thrown.message.split('\n')[0];
    if (told.ended === '') told.ended = `no end: ${reason}`;
    else told.next = `amiss: ${reason}`;
  }
  return { ...told, complaints: kiosk.complaints.slice(before) };
}

/** A first run, or one more; the model is loaded before anything is broken. */
async function begin(kiosk) {
  const empty = kiosk.page.locator('button.attract');
  await empty.or(kiosk.button('Once more, another way')).first().waitFor({ timeout: 600_000 });
  if (await empty.isVisible()) {
    await kiosk.come();
    await kiosk.press('Draw it');
    await kiosk.drawn();
  }
  await kiosk.press('Once more, another way');
}

/** Waits until a model has done a sixth of its work or more. */
async function atWork({ page }) {
  const isMidway = () => {
    const bar = document.querySelector('main.show [role="progressbar"]');
    return Number(bar?.getAttribute('aria-valuenow') ?? 0) > 16;
  };
  await page.waitForFunction(isMidway, null, { timeout: 600_000, polling: 20 });
}

async function failuresOf(kiosk) {
  return (await kiosk.health())?.failures ?? {};
}

function newOnes(before, after) {
  return Object.entries(after)
    .filter(([name, count]) => count > (before[name] ?? 0))
    .map(([name]) => name)
    .join(', ');
}

async function tryRefusedStorage(site, options) {
  const kiosk = await Kiosk.open(site.address, { ...options, refuses: true });
  const told = { ended: '', next: '', noted: '', aside: '' };
  try {
    await kiosk.come();
    await kiosk.press('Draw it');
    told.ended = (await kiosk.drawn()).told;
    await kiosk.press('Once more, another way');
    told.next = (await kiosk.drawn()).told;
  } catch (thrown) {
    told.ended ||= `no end: ${thrown.message.split('\n')[0]}`;
  } finally {
    await kiosk.close();
  }
  return { ...told, complaints: kiosk.complaints };
}
