/**
 * Processor time of each shipped graph on one thread of wasm, in Node with the runtime that ships:
 * a measure that stands on a busy machine too, where the clock does not. `node bench/graphs.mjs`
 * prints the table and writes it to bench/graphs.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { format } from 'prettier';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';

const models = new URL('../models/', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, models), 'utf8'));
const gpt = read('gpt2/config.json');
const dalle = read('dalle/config.json');
const unet = read('stable-diffusion/unet/config.json');

env.wasm.numThreads = 1;
env.logLevel = 'error';

const floats = (...dims) =>
  new Tensor(
    'float32',
    Float32Array.from({ length: dims.reduce((a, b) => a * b) }, Math.random),
    dims,
  );
const integers = (value, ...dims) =>
  new Tensor('int64', new BigInt64Array(dims.reduce((a, b) => a * b)).fill(BigInt(value)), dims);

/** What each graph is fed: a batch of two where guidance asks for it, a half-full cache where there is one. */
const graphs = [
  {
    name: 'GPT-2: one token after 100',
    path: 'gpt2/onnx/decoder_model_merged_quantized.onnx',
    outputs: /^(logits|present.*)$/,
    feeds: {
      input_ids: integers(5, 1, 1),
      attention_mask: integers(1, 1, 101),
      position_ids: integers(100, 1, 1),
    },
    cache: () => floats(1, gpt.n_head, 100, gpt.n_embd / gpt.n_head),
  },
  {
    name: 'DALL-E: one code after 128, batch of two',
    path: 'dalle/onnx/decoder_model_merged_quantized.onnx',
    outputs: /^(logits|present.*decoder.*)$/,
    feeds: {
      input_ids: integers(3, 2, 1),
      encoder_attention_mask: integers(1, 2, 24),
      encoder_hidden_states: floats(2, 24, dalle.d_model),
      use_cache_branch: new Tensor('bool', [true], [1]),
    },
    cache: (input) => {
      const heads = dalle.decoder_attention_heads;
      return floats(2, heads, input.includes('encoder') ? 24 : 128, dalle.d_model / heads);
    },
  },
  {
    name: 'DALL-E: VQ decoder, 256x256',
    path: 'dalle/vqgan/decoder.onnx',
    outputs: /^sample$/,
    feeds: { indices: integers(5, 1, 256) },
  },
  {
    name: 'Stable Diffusion: UNet, batch of two',
    path: 'stable-diffusion/unet/model.onnx',
    outputs: /^out_sample$/,
    feeds: {
      sample: floats(2, 4, 32, 32),
      timestep: integers(500, 1),
      encoder_hidden_states: floats(2, 24, unet.cross_attention_dim),
    },
  },
  {
    name: 'Stable Diffusion: decoder, 512x512',
    path: 'stable-diffusion/vae_decoder/model.onnx',
    outputs: /^sample$/,
    feeds: { latent_sample: floats(1, 4, 32, 32) },
  },
];

function cpuMs(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

async function measure({ name, path, outputs, feeds, cache }) {
  const bytes = readFileSync(new URL(path, models));
  const session = await InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    extra: { session: { disable_quant_qdq: '1' } },
  });
  const past = session.inputNames.filter((input) => input.startsWith('past_key_values.'));
  const all = { ...feeds, ...Object.fromEntries(past.map((input) => [input, cache(input)])) };
  const wanted = session.outputNames.filter((output) => outputs.test(output));
  const times = [];
  // wasm is compiled twice, the second time in the background: what comes first is not counted.
  for (const started = cpuMs(); times.length < 12 || cpuMs() - started < 4000;) {
    const before = process.cpuUsage();
    await session.run(all, wanted);
    times.push(cpuMs(before));
  }
  await session.release();
  const warm = times.slice(Math.floor(times.length / 3)).toSorted((a, b) => a - b);
  return `| ${name} | ${(bytes.length / 1e6).toFixed(1)} MB | ${warm[0].toFixed(1)} | ${warm[Math.floor(warm.length / 2)].toFixed(1)} |`;
}

const lines = [];
for (const graph of graphs) lines.push(await measure(graph));
const cpu = cpus();
const table = `# Processor time of each graph

Written by \`node bench/graphs.mjs\` on ${new Date().toISOString().slice(0, 10)}: one thread of wasm in Node ${process.version}, warm.
Machine: ${cpu.length} x ${cpu[0].model.trim()}, load average ${loadavg()[0].toFixed(1)} (others share the caches and the cores).

| graph | file | least, ms | median, ms |
|---|---|---|---|
${lines.join('\n')}
`;
console.log(table);
writeFileSync(new URL('graphs.md', import.meta.url), await format(table, { parser: 'markdown' }));
process.exit(0);
