import { createRequire } from 'node:module';
import { loadSharp } from './load-sharp.js';

const require = createRequire(import.meta.url);

/** Which decoders are at work, for names of cache files: others may find other images broken. */
export async function decoderVersions(): Promise<string> {
  const { sharp, vips } = (await loadSharp()).versions;
  const others = ['@julusian/jpeg-turbo', '@napi-rs/image'].map(
    (name) => (require(`${name}/package.json`) as { version: string }).version,
  );
  return [sharp, vips, ...others].join('-');
}
