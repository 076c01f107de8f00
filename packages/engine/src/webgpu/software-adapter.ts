import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** A Vulkan loader and driver that compute on the processor. */
export interface SoftwareAdapter {
  /** Vulkan's loader, `libvulkan.so.1`. */
  loader: string;
  /** The driver's manifest, for the loader's `VK_ICD_FILENAMES`. */
  manifest: string;
}

/** Where Debian, Ubuntu and Google install Chromium, which brings SwiftShader along. */
const browsers = [
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
  '/opt/chromium.org/chromium',
];

/** SwiftShader of an installed Chromium (Linux only); undefined where there is none. */
export function findSoftwareAdapter(folders: readonly string[] = browsers): SoftwareAdapter | undefined {
  if (process.platform !== 'linux') return undefined;
  return folders
    .map((folder) => ({
      loader: join(folder, 'libvulkan.so.1'),
      manifest: join(folder, 'vk_swiftshader_icd.json'),
    }))
    .find(({ loader, manifest }) => existsSync(loader) && existsSync(manifest));
}

/** The environment of a process that is to find this adapter and no other. */
export function environmentOf({ loader, manifest }: SoftwareAdapter): Record<string, string> {
  const before = process.env.LD_LIBRARY_PATH;
  return {
    VK_ICD_FILENAMES: manifest,
    VK_DRIVER_FILES: manifest,
    LD_LIBRARY_PATH: [dirname(loader), ...(before ? [before] : [])].join(delimiter),
  };
}

/** `RTLD_LAZY | RTLD_NODELETE` of Linux: Node closes at once what is no addon, and this keeps it in the process. */
const KEEP = 0x1001;

/** Makes this process find the adapter, though it was started without its environment. */
export function useSoftwareAdapter({ loader, manifest }: SoftwareAdapter): void {
  process.env.VK_ICD_FILENAMES = manifest;
  process.env.VK_DRIVER_FILES = manifest;
  try {
    process.dlopen({ exports: {} }, loader, KEEP);
  } catch (error) {
    // "Module did not self-register": it is no addon, but it is loaded, and Dawn finds it by its name.
    if (!/self-register/.test(String(error))) throw error;
  }
}
