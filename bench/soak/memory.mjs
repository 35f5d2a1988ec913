/** What the kiosk takes of this machine, after the garbage was collected. */
import { readFileSync } from 'node:fs';
import { withTargets } from './targets.mjs';

const collectedMs = 60_000;

/**
 * Bytes: `heap` of the page's JavaScript, `workers` the JavaScript of each worker, `buffers` what these hold outside
 * their heaps, `wasm` the memories of the runtime, `resident` of all renderer processes.
 */
export async function memoryOf(page) {
  const figures = { heap: 0, workers: {}, buffers: 0, wasm: await wasmBytes(page), resident: 0 };
  await withTargets(page, async (targets) => {
    for (const target of targets) {
      await target.ask('HeapProfiler.collectGarbage', {}, collectedMs);
      const used = await target.ask('Runtime.getHeapUsage');
      if (target.name === 'page') figures.heap = used.usedSize;
      else figures.workers[target.name] = used.usedSize;
      figures.buffers += used.backingStorageSize ?? 0;
    }
  });
  const processes = await renderers(page);
  figures.resident = processes.reduce((sum, id) => sum + residentBytes(id), 0);
  return figures;
}

async function wasmBytes(page) {
  let bytes = 0;
  for (const worker of page.workers().filter((worker) => worker.url().includes('.worker'))) {
    bytes += await worker.evaluate(() => {
      const { memories = [] } = globalThis.soak ?? {};
      return memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    });
  }
  return bytes;
}

/** Seconds that all renderer processes have worked so far: what a run costs, however busy the machine is. */
export async function workedSeconds(page) {
  const ids = await renderers(page);
  return ids.reduce((sum, id) => sum + processorSeconds(id), 0);
}

async function renderers(page) {
  const root = await page.context().browser().newBrowserCDPSession();
  try {
    const { processInfo } = await root.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  } finally {
    await root.detach();
  }
}

function residentBytes(id) {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(proc(id, 'status'))?.[1] ?? '0';
  return Number(kilobytes) * 1024;
}

/** utime and stime of proc(5), at 100 ticks a second. */
function processorSeconds(id) {
  const afterName = proc(id, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(afterName[11] ?? 0) + Number(afterName[12] ?? 0)) / 100;
}

/** A process that has just ended has no file. */
function proc(id, file) {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
