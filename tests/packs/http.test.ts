import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import { httpFolder } from '../../src/packs/source.ts';

const never = new AbortController().signal;
const html = { 'content-type': 'text/html; charset=utf-8' };

const server = createServer((request, response) => {
  switch (request.url ?? '') {
    case '/sub/models/toy/a.bin':
      response.end('abc');
      break;
    case '/sub/models/toy/page.onnx':
      response.writeHead(200, html).end('<!doctype html><title>Not here</title>');
      break;
    case '/sub/models/toy/ill.onnx':
      response.writeHead(500).end();
      break;
    case '/sub/models/toy/cut.onnx':
      response.writeHead(200, { 'content-length': 100 }).write('abc', () => request.destroy());
      break;
    case '/sub/models/toy/slow.onnx':
      response.writeHead(200, { 'content-length': 100 }).write('abc');
      break;
    default:
      response.writeHead(404).end('no');
  }
});
let models: URL;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  models = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sub/models/`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function readAll(path: string, signal = never): Promise<string> {
  let text = '';
  for await (const chunk of httpFolder(models).read(path, signal)) {
    text += new TextDecoder().decode(chunk);
  }
  return text;
}

const failureOf = (path: string) =>
  readAll(path).then(
    () => expect.fail(`${path} was read`),
    (thrown: unknown) => thrown as Failure,
  );

test('a file beside the page is read', async () => {
  expect(await readAll('toy/a.bin')).toBe('abc');
});

test('a 404, a page instead of a model and a failing server are a missing file', async () => {
  expect(await failureOf('toy/none.onnx')).toMatchObject({
    kind: 'packMissing',
    detail: 'toy/none.onnx is not there.',
  });
  expect(await failureOf('toy/page.onnx')).toMatchObject({
    kind: 'packMissing',
    detail: 'toy/page.onnx is not there.',
  });
  expect(await failureOf('toy/ill.onnx')).toMatchObject({
    kind: 'packMissing',
    detail: 'toy/ill.onnx: the server answered 500.',
  });
});

test('a cut connection is a broken file', async () => {
  expect(await failureOf('toy/cut.onnx')).toMatchObject({
    kind: 'packBroken',
    detail: 'toy/cut.onnx: the connection was cut.',
  });
});

test('an abort stops a download', async () => {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, 50);
  await expect(readAll('toy/slow.onnx', controller.signal)).rejects.toMatchObject({
    kind: 'aborted',
  });
});
