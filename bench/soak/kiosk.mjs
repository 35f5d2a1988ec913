/** Opens the built kiosk in Chromium and does what visitors do. */
import { createServer } from 'node:http';
import { chromium } from 'playwright';
import sirv from 'sirv';

const patience = { timeout: 600_000 };

/** Serves a built page with the headers that isolate it; gives back its address and how to end it. */
export async function serve(folder) {
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response) => {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => response.writeHead(404).end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    end: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the staff would have set; 20 s until the warning and 20 s of it. */
const settings = (steps) => ({
  choices: {
    quietSeconds: 20,
    warningSeconds: 20,
    languages: ['en', 'es', 'fr'],
    models: ['gpt2', 'dalle', 'diffusion'],
    steps,
    drawsAlone: false,
    theme: 'light',
    address: '',
  },
});

/** Runs in the page before all else: the settings, an ear on workers, a clock that can be put forward. */
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
  const soak = { workers: [], clockMs: 0 };
  const Real = Worker;
  globalThis.Worker = class extends Real {
    constructor(url, options) {
      super(url, options);
      soak.workers.push({ url: String(url), worker: this });
    }
  };
  const now = Date.now.bind(Date);
  Date.now = () => now() + soak.clockMs;
  Object.defineProperty(globalThis, 'soak', { value: soak });
}

/** A kiosk of its own browser context. */
export class Kiosk {
  /** `steps` of Stable Diffusion; `refuses` storage where asked. */
  static async open(browser, address, { steps, refuses = false }) {
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      locale: 'en',
    });
    const page = await context.newPage();
    const kiosk = new Kiosk(page);
    page.on('pageerror', (error) => kiosk.complaints.push(error.message));
    page.on('request', (request) => {
      const isLocal = [address, 'blob:', 'data:'].some((start) => request.url().startsWith(start));
      if (!isLocal) kiosk.strayed.push(request.url());
    });
    await page.addInitScript(prepare, { settings: settings(steps), refuses });
    await page.goto(`${address}?kiosk&lang=en`);
    return kiosk;
  }

  constructor(page) {
    this.page = page;
    /** What the page threw, and requests that left it. */
    this.complaints = [];
    this.strayed = [];
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A touch of the empty kiosk, and the keys pressed one after another. */
  async come(keys = []) {
    await this.page.locator('button.attract').click(patience);
    for (const key of keys) await this.press(key);
  }

  async draw() {
    await this.press('Draw it');
  }

  /** Presses a button; on a busy machine the kiosk may ask in between whether somebody is there. */
  async press(name) {
    const question = this.page.getByRole('alertdialog');
    await this.page.addLocatorHandler(question, () => this.button('I am still here').click());
    await this.button(name).click(patience);
    await this.page.removeLocatorHandler(question);
  }

  /** Waits until the models have ended; milliseconds that it took, and what the page says of it. */
  async drawn() {
    const before = performance.now();
    await this.button('Once more, another way').waitFor(patience);
    const told = await this.page.locator('.told').innerText();
    return { elapsedMs: performance.now() - before, told };
  }

  /** Waits for the question whether somebody is there; then says no, or says nothing. */
  async leave({ says = true } = {}) {
    const question = this.page.getByRole('alertdialog');
    await question.waitFor(patience);
    if (says) await this.button('I am done').click();
    await this.page.locator('button.attract').waitFor(patience);
  }

  /** The kiosk's own book, as its storage has it. */
  async health() {
    return this.page.evaluate(() =>
      JSON.parse(localStorage.getItem('windowsill.kiosk.health') ?? 'null'),
    );
  }

  /** Bytes of the page and its workers after the garbage was collected; null where Chromium does not tell. */
  async memory() {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('HeapProfiler.collectGarbage');
    await session.detach();
    return this.page.evaluate(async () => {
      const measured = await performance.measureUserAgentSpecificMemory?.();
      return measured?.bytes ?? null;
    });
  }

  async close() {
    await this.page.context().close();
  }
}

export function launch() {
  return chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--enable-precise-memory-info',
      '--enable-blink-features=ForceEagerMeasureMemory',
    ],
  });
}
