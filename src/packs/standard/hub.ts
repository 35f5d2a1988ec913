import { why, type Detail } from '../../core/detail.ts';
import { Failure } from '../../core/failure.ts';
import { hubHost, hubOrigin } from './hubHosts.ts';
import type { FoundFile } from './layout.ts';

/** A model of the Hugging Face hub. */
export interface HubModel {
  /** "owner/model". */
  name: string;
  /** A branch, a tag or a commit. */
  revision: string;
}

const typedName = /^(\w[\w.-]*\/\w[\w.-]*)(?:@(\w[\w.-]*(?:\/\w[\w.-]*)*))?$/;

/** The model of a typed "owner/model" or "owner/model@revision"; anything else is an `unreadable` Failure. */
export function readHubName(typed: string): HubModel {
  const [, name, revision = 'main'] = typedName.exec(typed.trim()) ?? [];
  if (name === undefined) throw new Failure('unreadable', why('hubName', typed.trim()));
  return { name, revision };
}

/**
 * The files of a model, as if they lay in a folder "huggingface.co/owner/model/". Sizes are those of the
 * files, not of the pointers that stand for large ones. What the hub does not tell is an `unreadable` Failure.
 */
export async function listHub(model: HubModel, signal: AbortSignal): Promise<FoundFile[]> {
  const { name, revision } = model;
  const what = revision === 'main' ? name : `${name}@${revision}`;
  const errand = { model, kind: 'unreadable', what, none: why('hubNone', what) } as const;
  const files: FoundFile[] = [];
  let page = `api/models/${name}/tree/${encodeURIComponent(revision)}?recursive=true`;
  while (page !== '') {
    const { body, next } = await ask(page, errand, { signal });
    files.push(...entriesOf(body).flatMap((entry) => fileOf(entry, folderOf(model))));
    page = next;
  }
  return files;
}

/** A file by the path under which it was listed. What is not to be had is a `packMissing` Failure. */
export async function readHub(
  model: HubModel,
  path: string,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  return (await askFile(model, path, { signal })).body;
}

/** The first bytes of a file; the rest is not asked for. */
export async function readHubHead(
  model: HubModel,
  path: string,
  bytes: number,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const headers = { Range: `bytes=0-${bytes - 1}` };
  const { body } = await askFile(model, path, { signal, headers });
  return body.slice(0, bytes);
}

async function askFile(model: HubModel, path: string, asking: Asking): Promise<Answer> {
  const inner = path.slice(folderOf(model).length).split('/').map(encodeURIComponent).join('/');
  const url = `${model.name}/resolve/${encodeURIComponent(model.revision)}/${inner}`;
  return ask(url, { model, kind: 'packMissing', what: path, none: why('notThere', path) }, asking);
}

/** What is asked for, and how it is told that it did not come. */
interface Errand {
  model: HubModel;
  kind: 'unreadable' | 'packMissing';
  what: string;
  none: Detail;
}

interface Asking {
  signal: AbortSignal;
  headers?: Record<string, string>;
}

interface Answer {
  body: ArrayBuffer;
  /** The address of the list's next page; '' after the last. */
  next: string;
}

/** The hub learns what is asked for and, as every server, from which address; nothing else. */
async function ask(path: string, errand: Errand, asking: Asking): Promise<Answer> {
  const url = new URL(path, hubOrigin);
  try {
    const guarded = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
    const response = await fetch(url, { ...asking, ...guarded });
    if (!response.ok) throw new Failure(errand.kind, refusal(errand, response.status));
    const next = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
    return { body: await response.arrayBuffer(), next };
  } catch (thrown) {
    if (asking.signal.aborted) throw new Failure('aborted');
    if (thrown instanceof TypeError) throw new Failure(errand.kind, why('unreachable', hubHost));
    throw thrown;
  }
}

/** The hub says 401 to strangers also of what is not there at all. */
function refusal({ model, what, none }: Errand, status: number): Detail {
  switch (status) {
    case 401:
    case 403:
      return why('hubClosed', model.name);
    case 404:
      return none;
    case 429:
      return why('hubBusy');
    default:
      return why('serverAnswered', what, status);
  }
}

function entriesOf(body: ArrayBuffer): unknown[] {
  try {
    const entries: unknown = JSON.parse(new TextDecoder().decode(body));
    if (Array.isArray(entries)) return entries;
  } catch {
    // told below
  }
  throw new Failure('unreadable', why('notJson', hubHost));
}

/** One file of the hub's list; none for a folder. */
function fileOf(entry: unknown, folder: string): FoundFile[] {
  const { type, path, size } = Object(entry) as Record<string, unknown>;
  if (type !== 'file' || typeof path !== 'string' || typeof size !== 'number') return [];
  return [{ path: folder + path, bytes: size }];
}

function folderOf({ name }: HubModel): string {
  return `${hubHost}/${name}/`;
}
