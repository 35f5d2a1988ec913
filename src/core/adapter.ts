/** What a browser tells of a graphics card: https://gpuweb.github.io/gpuweb/#gpuadapterinfo */
export interface AdapterInfo {
  vendor: string;
  architecture: string;
  device: string;
  description: string;
  isFallbackAdapter?: boolean;
}

/** The name under which what was measured of it is kept. */
export function nameOfAdapter({ vendor, architecture, device, description }: AdapterInfo): string {
  return [vendor, architecture, device, description].filter((part) => part !== '').join(' ');
}

/** Chromium's SwiftShader and Mesa's llvmpipe do not always say that they only fall back. */
export function isSoftware(info: AdapterInfo): boolean {
  return (
    info.isFallbackAdapter === true ||
    /swiftshader|llvmpipe|software|basic render/i.test(nameOfAdapter(info))
  );
}
