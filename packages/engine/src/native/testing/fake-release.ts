import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { strToU8, zipSync } from 'fflate';
import type { TensorFlowRelease, Wheel } from '../tensorflow-release.js';

/** A TensorFlow of a few bytes, by its file names. */
const tensorflow = {
  'tensorflow/libtensorflow_cc.so.2': 'c'.repeat(200_000),
  'tensorflow/libtensorflow_framework.so.2': 'f',
  'tensorflow/include/tensorflow/c/eager/c_api.h': '// eager',
  'tensorflow/python/keras/layers.py': '# not wanted',
};
const runtime = {
  'nvidia/cuda_runtime/lib/libcudart.so.12': 'cudart',
  'nvidia/cuda_runtime/include/cuda.h': '// not wanted',
};
const nvcc = { 'nvidia/cuda_nvcc/bin/ptxas': 'ptxas', 'nvidia/cuda_nvcc/bin/other': 'not wanted' };

/** Releases of the same form as the real ones, and a server on this machine that has their wheels. */
export class FakeReleases implements Disposable {
  readonly releases: Record<'cpu' | 'gpu', TensorFlowRelease>;
  /** The wheels by package; a test may spoil one. */
  readonly files = new Map<string, Uint8Array>();
  /** The packages that were asked for, in order. */
  readonly asked: string[] = [];
  private readonly server = createServer((request, response) => {
    const name = request.url!.slice(1, -4);
    this.asked.push(name);
    const bytes = this.files.get(name);
    if (bytes) response.end(bytes);
    else response.writeHead(404).end();
  });

  constructor() {
    const release = (wheels: Wheel[]) => ({ version: '2.21.0', wheels, unpackedBytes: 300_000 });
    this.releases = {
      cpu: release([this.add('tensorflow-cpu', 'tensorflow', tensorflow)]),
      gpu: release([
        this.add('tensorflow', 'tensorflow', tensorflow),
        this.add('nvidia-cuda-runtime-cu12', 'nvidia/cuda_runtime', runtime),
        this.add('nvidia-cuda-nvcc-cu12', 'nvidia/cuda_nvcc', nvcc),
      ]),
    };
  }

  /** @returns the server's address */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  [Symbol.dispose](): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private add(name: string, inside: string, contents: Record<string, string>): Wheel {
    const entries = Object.entries(contents).map(([file, text]) => [file, strToU8(text)] as const);
    const bytes = zipSync(Object.fromEntries(entries), { level: 0 });
    this.files.set(name, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { package: name, version: '1', file: `${name}.whl`, bytes: bytes.length, sha256, inside };
  }
}
