/** Chromium's offer to install the page: https://wicg.github.io/manifest-incubations/ */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Whether the browser offers to install the page as an app, and the way to take that up. */
class InstallOffer {
  #event = $state.raw<InstallEvent | null>(null);

  get isOpen(): boolean {
    return this.#event !== null;
  }

  /** The browser makes its offer soon after the page opens: to be called before anything is awaited. */
  listen(): void {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#event = event as InstallEvent;
    });
    addEventListener('appinstalled', () => {
      this.#event = null;
    });
  }

  /** Asks the person, in the browser's own words. An offer can be taken up once. */
  async take(): Promise<void> {
    const event = this.#event;
    this.#event = null;
    await event?.prompt();
  }
}

export const offer = new InstallOffer();
