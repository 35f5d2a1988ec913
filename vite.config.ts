import { cp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import sirv from 'sirv';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { offlineEdition } from './.ci/build/edition.ts';
import { firstLook } from './.ci/build/firstLook.ts';
import { hasHub, hubConstant, hubMarkup } from './.ci/build/hub.ts';
import { licences } from './.ci/build/licences.ts';
import {
  documentPolicy,
  isolationHeaders,
  permissionsPolicy,
  withHub,
} from './src/offline/headers.ts';

const modelsFolder = fileURLToPath(new URL('./models', import.meta.url));

/** The headers of dev server and preview; elsewhere the service worker brings them. */
const headers = { ...isolationHeaders, 'Permissions-Policy': permissionsPolicy };
const { page: pageLicences, worker: workerLicences } = licences();

/** Serves models/ beside the page in dev and tests, and copies it into the build. */
function shippedModels(): Plugin {
  return {
    name: 'windowsill:models',
    configureServer(server) {
      server.middlewares.use(
        '/models',
        sirv(modelsFolder, {
          dev: true,
          etag: true,
          setHeaders: (response) => {
            for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          },
        }),
      );
    },
    async writeBundle(options) {
      if (options.dir !== undefined && existsSync(modelsFolder)) {
        await cp(modelsFolder, `${options.dir}/models`, { recursive: true });
      }
    },
  };
}

/** Writes the content security policy into the built page; the dev server needs inline scripts. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'windowsill:csp',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: {
          'http-equiv': 'Content-Security-Policy',
          content: hasHub ? withHub(documentPolicy) : documentPolicy,
        },
        injectTo: 'head-prepend',
      },
    ],
  };
}

const chromium = process.env['CHROME_PATH'];

export default defineConfig({
  base: './',
  appType: 'mpa',
  plugins: [
    svelte({ compilerOptions: { runes: true }, preprocess: hubMarkup }),
    shippedModels(),
    contentSecurityPolicy(),
    firstLook(),
    pageLicences,
    offlineEdition(),
  ],
  worker: { format: 'es', plugins: () => [workerLicences()] },
  define: hubConstant,
  build: { target: 'es2022', assetsInlineLimit: 0 },
  server: { headers },
  preview: { headers },
  optimizeDeps: {
    // Found late, a library would reload the page in the middle of a test.
    include: [
      'd3-scale',
      'd3-shape',
      'd3-scale-chromatic',
      'gifenc',
      'mediabunny',
      'qr',
      '@jax-js/jax',
      '@noble/hashes/sha2.js',
      '@zip.js/zip.js',
    ],
    exclude: ['onnxruntime-web'],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'tests/{core,packs,engines,golden,bridge,state,i18n,lesson,quiz,experiment,kiosk,classroom,takeaway,offline}/**/*.test.ts',
          ],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'built',
          environment: 'node',
          include: ['tests/built/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          setupFiles: ['tests/browser/sameOrigin.ts'],
          testTimeout: 240_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium === undefined ? {} : { executablePath: chromium }),
                // WebGPU by its software adapter, to be compared with wasm.
                args: ['--no-sandbox', '--enable-unsafe-webgpu'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
