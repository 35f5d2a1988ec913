/** Opens the built kiosk in a Chromium of its own and does what visitors do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';

const patience = { timeout: 900_000 };

/** What the staff would have set: 10 s until the warning and 20 s of it, the shortest there are. */
const settings = ({ steps, models }) => ({
  choices: {
    quietSeconds: 10,
    warningSeconds: 20,
    languages: ['en', 'es', 'fr'],
    models,
    steps,
    drawsAlone: false,
    theme: 'light',
    address: '',
  },
});

/** Runs in the page before all else: the settings, an ear on workers. */
function prepare({ settings, refuses }) {
  if (refuses) {
    for (const name of ['getItem', 'setItem', 'removeItem', 'key']) {
      Storage.prototype[name] = () => {
        throw new DOMException('refused', 'SecurityError');
      };
    }
  } else if (localStorage.getItem('windowsill.kiosk.settings') === null) {
    localStorage.setItem('windowsill.kiosk.settings', JSON.stringify(settings));
  }
  const soak = { workers: [] };
  const Real = Worker;
  globalThis.Worker = class extends Real {
    constructor(url, options) {
      super(url, options);
      soak.workers.push({ url: String(url), worker: this });
      if (soak.workers.length > 6) soak.workers.shift();
    }
  };
  Object.defineProperty(globalThis, 'soak', { value: soak });
}

/** Runs in the page before a model is loaded: what "Where the models run" keeps when somebody chooses the card. */
async function putOnCard(models) {
  const cache = await caches.open('windowsill-devices');
  const kept = JSON.stringify({ choice: { provider: 'webgpu', threads: null } });
  for (const model of models) {
    await cache.put(`https://windowsill.invalid/devices/${model}`, new Response(kept));
  }
}

/** Runs in a worker as soon as it starts: it keeps the devices and memories that the runtime will ask for in reach. */
function listen() {
  const soak = { devices: [], memories: [] };
  Object.defineProperty(globalThis, 'soak', { value: soak });
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct: (real, values) => {
      const memory = Reflect.construct(real, values);
      soak.memories.push(memory);
      return memory;
    },
  });
  const { prototype } = globalThis.GPUAdapter ?? {};
  const request = prototype?.requestDevice;
  if (request === undefined) return;
  prototype.requestDevice = async function (...values) {
    const device = await request.apply(this, values);
    soak.devices.push(device);
    return device;
  };
}

export const allModels = ['gpt2', 'dalle', 'diffusion'];

/** A kiosk in a browser with a profile of its own. */
export class Kiosk {
  /** `steps` of Stable Diffusion; `refuses` storage where asked; `isOnCard` runs the models on Chromium's software card. */
  static async open(address, { steps, models = allModels, refuses = false, isOnCard = false }) {
    const profile = mkdtempSync(join(tmpdir(), 'windowsill-soak-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--enable-blink-features=ForceEagerMeasureMemory',
        ...(isOnCard ? ['--enable-unsafe-webgpu'] : []),
      ],
      viewport: { width: 1280, height: 720 },
      locale: 'en',
    });
    const page = context.pages()[0] ?? (await context.newPage());
    const kiosk = new Kiosk(page, profile);
    page.on('pageerror', (error) => kiosk.complaints.push(error.message));
    page.on('crash', () => kiosk.complaints.push('The page crashed.'));
    page.on('request', (request) => {
      const isLocal = [address, 'blob:', 'data:'].some((start) => request.url().startsWith(start));
      if (!isLocal) kiosk.strayed.push(request.url());
    });
    const set = { settings: settings({ steps, models }), refuses };
    await page.addInitScript(prepare, set);
    page.on('worker', (worker) => {
      // Threads of the runtime sleep at once, and a worker may be gone again.
      if (worker.url().includes('.worker')) worker.evaluate(listen).catch(() => undefined);
    });
    await page.goto(`${address}?kiosk&lang=en`, patience);
    if (isOnCard) await page.evaluate(putOnCard, models);
    return kiosk;
  }

  constructor(page, profile) {
    this.page = page;
    /** The folder of the browser's profile. */
    this.profile = profile;
    /** What the page threw, and requests that left it. */
    this.complaints = [];
    this.strayed = [];
  }

  /** The worker of a model, newest first; undefined where none lives. */
  workerOf(model) {
    return this.page.workers().findLast((worker) => worker.url().includes(`${model}.worker`));
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A touch of the empty kiosk, and the keys pressed one after another. */
  async come(keys = []) {
    await this.page.locator('button.attract').click(patience);
    for (const key of keys) await this.press(key);
  }

  /** Presses a button; on a busy machine the kiosk may ask in between whether somebody is there. */
  async press(name) {
    const question = this.page.getByRole('alertdialog');
    await this.page.addLocatorHandler(question, () => this.button('I am still here').click());
    await this.button(name).click(patience);
    await this.page.removeLocatorHandler(question);
  }

  /** Waits until the models have ended for good; milliseconds that it took, and what the page says of it. */
  async drawn() {
    const before = performance.now();
    const again = this.button('Once more, another way');
    do {
      await again.waitFor(patience);
      // A model that failed is given a second worker at once.
      await this.page.waitForTimeout(300);
    } while (!(await again.isVisible()));
    const told = await this.page.locator('.told').innerText();
    return { elapsedMs: performance.now() - before - 300, told };
  }

  /** Waits for the question whether somebody is there; then says no, or says nothing. */
  async leave({ says = true } = {}) {
    const empty = this.page.locator('button.attract');
    await this.page.getByRole('alertdialog').or(empty).first().waitFor(patience);
    // On a busy machine the countdown may be over before the answer is pressed.
    const answer = { timeout: 15_000 };
    if (says)
      await this.button('I am done')
        .click(answer)
        .catch(() => undefined);
    await empty.waitFor(patience);
  }

  /** The kiosk's own book, as its storage has it. */
  async health() {
    return this.page.evaluate(() =>
      JSON.parse(localStorage.getItem('windowsill.kiosk.health') ?? 'null'),
    );
  }

  /** What `?health` shows of it, in a page beside the kiosk. */
  async healthPage() {
    const page = await this.page.context().newPage();
    try {
      await page.goto(new URL('?health&lang=en', this.page.url()).href, patience);
      const told = {};
      for (const name of ['runs', 'finished', 'failures']) {
        told[name] = await page.locator(`[data-health="${name}"]`).innerText(patience);
      }
      return told;
    } finally {
      await page.close();
    }
  }

  async close() {
    await this.page.context().close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}
