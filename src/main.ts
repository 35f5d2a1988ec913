import { language } from './i18n/words.svelte.ts';
import { openApp } from './openApp.ts';
import './ui/theme.css';

const target = document.getElementById('page');
if (target === null) throw new Error('index.html has no #page');

await language.begin();
openApp(target);
