import { language } from './i18n/words.svelte.ts';
import { startOffline } from './offline/start.ts';
import './ui/theme.css';

const target = document.getElementById('page');
if (target === null) throw new Error('index.html has no #page');

if (!(await startOffline(new URL('./', document.baseURI)))) {
  await language.begin();
  await open(target);
}

/** Opens what the search part of the address asks for: the kiosk, its health, the teacher's page, else the lesson. */
async function open(page: HTMLElement): Promise<void> {
  const asked = new URLSearchParams(location.search);
  if (asked.has('kiosk')) return (await import('./kiosk/open.ts')).openKiosk(page);
  if (asked.has('health')) return (await import('./kiosk/open.ts')).openHealth(page);
  if (asked.has('teacher')) return (await import('./classroom/open.ts')).openTeacher(page);
  await (await import('./openApp.ts')).openApp(page);
}
