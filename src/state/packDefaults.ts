import { PackFolder } from './packFolder.ts';
import type { Settings } from './settings.svelte.ts';

async function valuesOf(models: URL, pack: string, file: string): Promise<Record<string, unknown>> {
  const json = await new PackFolder(new URL(`${pack}/`, models)).json(file);
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
}

/** Sets each knob that nobody has turned to what its pack was tuned with. */
export async function suggestDefaults(settings: Settings, models: URL): Promise<void> {
  const [gpt2, dalle, diffusion] = await Promise.all([
    valuesOf(models, 'gpt2', 'generation_config.json'),
    valuesOf(models, 'dalle', 'config.json'),
    valuesOf(models, 'stable-diffusion', 'windowsill.json'),
  ]);
  const { write, paint, dream } = settings;
  settings.suggestSampler(diffusion['sampler']);
  settings.swift = diffusion['swift'];
  write.temperature.suggest(gpt2['temperature']);
  write.topK.suggest(gpt2['top_k']);
  write.topP.suggest(gpt2['top_p']);
  write.minP.suggest(gpt2['min_p']);
  write.noRepeatNgramSize.suggest(gpt2['no_repeat_ngram_size']);
  write.maxNewTokens.suggest(gpt2['max_new_tokens']);
  paint.temperature.suggest(dalle['temperature']);
  paint.topK.suggest(dalle['top_k']);
  paint.guidance.suggest(dalle['guidance']);
  dream.steps.suggest(diffusion['steps']);
  dream.guidance.suggest(diffusion['guidance_scale']);
}
