export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const key = 'windowsill.theme';

function isChoice(value: unknown): value is ThemeChoice {
  return themeChoices.some((choice) => choice === value);
}

function remembered(): ThemeChoice {
  try {
    const stored = localStorage.getItem(key);
    return isChoice(stored) ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Light, dark, or as the system says; remembered on this machine where it may be. */
export class Theme {
  #choice = $state<ThemeChoice>(remembered());

  get choice(): ThemeChoice {
    return this.#choice;
  }

  /** System, light, dark, and round again. */
  turn(): void {
    const next = (themeChoices.indexOf(this.#choice) + 1) % themeChoices.length;
    this.#choice = themeChoices[next] ?? 'system';
    try {
      localStorage.setItem(key, this.#choice);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  }
}
