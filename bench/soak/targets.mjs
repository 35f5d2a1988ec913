/** The page and its workers as DevTools reaches them, each with its own session. */

const defaultMs = 60_000;

/** What can be asked of one page or worker. */
class Target {
  /** `ask(method, params)` and `hear(method, listener)` as the protocol has them. */
  constructor(name, ask, hear) {
    this.name = name;
    this.ask = (method, params = {}, ms = defaultMs) => inTime(ask(method, params), ms, method);
    this.hear = hear;
  }

  /** Runs a function in the target; what it returns must be JSON. */
  async call(source, ...values) {
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate', {
      expression: `(${source})(${values.map((value) => JSON.stringify(value)).join(', ')})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  }

  /** Runs a function whose `this` is a list of all living objects of a class, such as "ArrayBuffer". */
  async callOnAll(className, source, ...values) {
    const { result } = await this.ask('Runtime.evaluate', {
      expression: `globalThis.${className}?.prototype`,
      objectGroup: 'soak',
    });
    if (result.objectId === undefined) return null;
    const { objects } = await this.ask('Runtime.queryObjects', {
      prototypeObjectId: result.objectId,
      objectGroup: 'soak',
    });
    try {
      const { result: told, exceptionDetails } = await this.ask('Runtime.callFunctionOn', {
        objectId: objects.objectId,
        functionDeclaration: source,
        arguments: values.map((value) => ({ value })),
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
      return told.value;
    } finally {
      await this.ask('Runtime.releaseObjectGroup', { objectGroup: 'soak' });
    }
  }
}

/** Whether an error says that a worker ended while it was asked: the recordings' decoder lives for one file. */
export function isGone(error) {
  return /No session with given id|No target with given id|Target closed/.test(error.message);
}

/**
 * Calls `use` with the page and those of its workers that answer, then lets go of them. The threads of the runtime
 * sleep inside wasm and answer nothing; their memory is that of the worker that started them.
 */
export async function withTargets(page, use) {
  const session = await page.context().newCDPSession(page);
  const root = await page.context().browser().newBrowserCDPSession();
  try {
    const { targetInfos } = await root.send('Target.getTargets', { filter: [{}] });
    const { targetInfo } = await session.send('Target.getTargetInfo');
    const workers = targetInfos.filter(
      ({ type, parentId }) => type === 'worker' && parentId === targetInfo.targetId,
    );
    const targets = [ofSession('page', session)];
    for (const { targetId, url } of workers) {
      if (nameOf(url) === 'recording') continue;
      targets.push(await attach(root, nameOf(url), targetId));
    }
    return await use(targets);
  } finally {
    // A worker that hangs in a question keeps its session from being let go.
    for (const one of [session, root]) await inTime(one.detach(), 10_000, 'detach').catch(() => 0);
  }
}

/** "/assets/gpt2.worker-DdDneqbL.js" is gpt2. */
function nameOf(url) {
  return /([a-z0-9]+)\.worker/.exec(url)?.[1] ?? url.split('/').at(-1);
}

function ofSession(name, session) {
  return new Target(
    name,
    (method, params) => session.send(method, params),
    (method, listener) => {
      session.on(method, listener);
      return () => session.off(method, listener);
    },
  );
}

/** Playwright lends no session of a worker: its messages travel wrapped in the browser's own session. */
async function attach(root, name, targetId) {
  const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: false });
  const pending = new Map();
  const listeners = new Map();
  let lastId = 0;
  root.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
    if (from !== sessionId) return;
    const { id, error, result, method, params } = JSON.parse(message);
    if (id === undefined) listeners.get(method)?.(params);
    else if (error === undefined) pending.get(id)?.resolve(result);
    else pending.get(id)?.reject(new Error(`${name}: ${error.message}`));
    pending.delete(id);
  });
  const ask = (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      const message = JSON.stringify({ id, method, params });
      root.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
    });
  const hear = (method, listener) => {
    listeners.set(method, listener);
    return () => listeners.delete(method);
  };
  return new Target(name, ask, hear);
}

function inTime(promise, ms, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
