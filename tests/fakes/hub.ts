import { vi } from 'vitest';

/** What the fake hub was asked, and what it answers: by the path and search of each address; 404 for any other. */
export function fakeHub(answers: Record<string, () => Response | Promise<Response>>) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (address: URL | string, init: RequestInit = {}) => {
    const { origin, pathname, search, href } = new URL(address);
    asked.push({ url: href, init });
    if (init.signal?.aborted === true) throw new DOMException('stopped', 'AbortError');
    if (origin !== 'https://huggingface.co') throw new TypeError('Failed to fetch');
    return (await answers[pathname + search]?.()) ?? new Response(null, { status: 404 });
  });
  return asked;
}

/** A page of the hub's list of files; `next` is the address of the one after it. */
export function hubPage(sizes: Record<string, number>, next?: string): () => Response {
  const files = Object.entries(sizes).map(([path, size]) => ({ type: 'file', path, size }));
  const headers = next === undefined ? {} : { link: `<${next}>; rel="next"` };
  return () => Response.json([{ type: 'directory', path: 'onnx', size: 0 }, ...files], { headers });
}
