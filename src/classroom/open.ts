import { mount } from 'svelte';
import { loadWords } from '../i18n/words.svelte.ts';
import Teacher from './Teacher.svelte';

/** Opens the teacher's page. */
export async function openTeacher(target: HTMLElement): Promise<void> {
  await Promise.all([loadWords('classroom'), loadWords('lesson')]);
  mount(Teacher, { target });
}
