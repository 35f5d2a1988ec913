interface ImportMetaEnv {
  /** Whether this build may ask the Hugging Face hub for models, where the visitor lets it (.ci/build/hub.ts). */
  readonly WINDOWSILL_HUB: '' | '1';
}
