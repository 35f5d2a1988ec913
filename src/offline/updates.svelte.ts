import { nothingRuns } from '../bridge/running.ts';
import { takeOver } from './edition.ts';

const lookAgainMs = 500;

/** none -> ready (a newer page is here, as far as the older one was kept) -> waiting (for runs to end) -> the page opens again. */
export type UpdateStatus = 'none' | 'ready' | 'waiting';

/** A newer page that has come and waits: it takes over when somebody says so and nothing runs. */
class Updates {
  #status = $state<UpdateStatus>('none');
  #registration: ServiceWorkerRegistration | null = null;

  get status(): UpdateStatus {
    return this.#status;
  }

  watch(registration: ServiceWorkerRegistration): void {
    this.#registration = registration;
    this.#look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => {
        this.#look();
      });
    });
    this.#reopenWithNext();
  }

  /** Asks the server whether there is a newer page. */
  async check(): Promise<void> {
    await this.#registration?.update().catch(() => undefined);
  }

  /** Changes over as soon as no page of this origin runs a model. */
  async take(): Promise<void> {
    this.#status = 'waiting';
    while (!(await nothingRuns())) {
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
    this.#registration?.waiting?.postMessage(takeOver);
  }

  /** Changes over at once, whatever runs; false where no newer page waits. */
  takeNow(): boolean {
    const waiting = this.#registration?.waiting ?? null;
    waiting?.postMessage(takeOver);
    return waiting !== null;
  }

  #look(): void {
    const isReady = this.#registration?.waiting != null && this.#registration.active !== null;
    if (isReady && this.#status === 'none') this.#status = 'ready';
  }

  /** All pages of the older edition open again; a first service worker changes nothing they show. */
  #reopenWithNext(): void {
    const { serviceWorker } = navigator;
    let isControlled = serviceWorker.controller !== null;
    serviceWorker.addEventListener('controllerchange', () => {
      if (isControlled) location.reload();
      isControlled = serviceWorker.controller !== null;
    });
  }
}

export const updates = new Updates();
