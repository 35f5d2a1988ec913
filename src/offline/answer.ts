import { contentTypeOf } from './contentType.ts';
import { editionPath, type Edition } from './edition.ts';
import {
  contentPolicy,
  documentPolicy,
  isolationHeaders,
  permissionsPolicy,
  withHub,
} from './headers.ts';
import type { KeptCopy } from './keptCopy.ts';

type Fetch = (request: Request) => Promise<Response>;

/** What a service worker answers with: kept files first, the network second, and always isolated. */
export interface Desk {
  home: URL;
  edition: Edition;
  copy: KeptCopy;
  fetch: Fetch;
}

/** Answers a GET within the page's folder. */
export async function answer(request: Request, desk: Desk): Promise<Response> {
  const path = pathOf(request, desk.home);
  if (path === editionPath) return keptResponse(path, JSON.stringify(desk.edition));
  const kept = await desk.copy.find(path);
  if (kept !== null) return keptResponse(path, kept);
  try {
    return guarded(path, await desk.fetch(request));
  } catch {
    const spare = await desk.copy.findAnyway(path);
    return spare === null ? Response.error() : keptResponse(path, spare);
  }
}

/** The path from the page's folder; the folder itself is its page. */
function pathOf({ url }: Request, home: URL): string {
  const path = decodeURIComponent(new URL(url).pathname.slice(home.pathname.length));
  return path === '' ? 'index.html' : path;
}

function keptResponse(path: string, body: string | Uint8Array<ArrayBuffer>): Response {
  const headers = { 'Content-Type': contentTypeOf(path), 'Cache-Control': 'no-cache' };
  return new Response(body, { headers: { ...headers, ...guardsOf(headers['Content-Type']) } });
}

/** The network's response with the headers that its server may not set. */
function guarded(path: string, response: Response): Response {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  const type = headers.get('Content-Type') ?? contentTypeOf(path);
  for (const [name, value] of Object.entries(guardsOf(type))) headers.set(name, value);
  const body = status === 204 || status === 304 ? null : response.body;
  return new Response(body, { status, statusText, headers });
}

function guardsOf(contentType: string): Record<string, string> {
  if (contentType.startsWith('text/html')) {
    return {
      ...isolationHeaders,
      'Permissions-Policy': permissionsPolicy,
      'Content-Security-Policy': import.meta.env.WINDOWSILL_HUB
        ? withHub(documentPolicy)
        : documentPolicy,
    };
  }
  if (/^(text|application)\/javascript/.test(contentType)) {
    return {
      ...isolationHeaders,
      'Content-Security-Policy': import.meta.env.WINDOWSILL_HUB
        ? withHub(contentPolicy)
        : contentPolicy,
    };
  }
  return isolationHeaders;
}
