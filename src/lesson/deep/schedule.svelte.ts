import { makeSchedule, type Schedule } from '../../core/schedule.ts';
import { parseScheduleConfig } from '../../core/scheduleConfig.ts';

/** The noise schedule of the shipped Stable Diffusion as DDIM reads it; null until it has come, and where its file is missing. */
export class ScheduleFile {
  #schedule = $state.raw<Schedule | null>(null);

  get schedule(): Schedule | null {
    return this.#schedule;
  }

  /** `models` is where the models folder is. */
  async load(models: URL): Promise<void> {
    try {
      const response = await fetch(
        `${models.href}stable-diffusion/scheduler/scheduler_config.json`,
      );
      if (response.ok) this.#schedule = makeSchedule(parseScheduleConfig(await response.json()));
    } catch {
      // Without the file the step says what it lacks.
    }
  }
}
