import { ensureModules, root } from './ensure.mjs';

ensureModules();
const { build, preview } = await import('vite');
await build({ root, logLevel: 'warn' });
const server = await preview({ root, logLevel: 'warn', preview: { port: 4173 } });
console.log(`\n  Windowsill is at ${server.resolvedUrls?.local[0] ?? 'http://localhost:4173/'}\n`);
