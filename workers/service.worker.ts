import type { Edition } from '../src/offline/edition.ts';
import { serveOffline } from '../src/offline/service.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written in by the build. */
declare const EDITION: Edition;

serveOffline(self, EDITION);
