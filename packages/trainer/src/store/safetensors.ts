/** Arrays of numbers by name, and a few words about them. */
export interface NamedArrays {
  metadata: Record<string, string>;
  arrays: Map<string, Float32Array>;
}

interface Entry {
  dtype: 'F32';
  shape: [number];
  data_offsets: [number, number];
}

/**
 * One file of float32 arrays in the safetensors format (https://huggingface.co/docs/safetensors): 8 bytes header
 * length (little-endian), a JSON header with each array's place, then the bytes.
 */
export function encodeSafetensors({ metadata, arrays }: NamedArrays): Buffer {
  const header: Record<string, Entry | Record<string, string>> = { __metadata__: metadata };
  let end = 0;
  for (const [name, array] of arrays) {
    const begin = end;
    end += array.byteLength;
    header[name] = { dtype: 'F32', shape: [array.length], data_offsets: [begin, end] };
  }
  const json = Buffer.from(JSON.stringify(header));
  // The data begins at a multiple of 8 bytes, padded with spaces as the format wants it.
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const data = [...arrays.values()].map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  );
  return Buffer.concat([length, padded, ...data]);
}

/** The reverse; null when the bytes are not a whole file of float32 arrays. */
export function decodeSafetensors(bytes: Buffer): NamedArrays | null {
  if (bytes.length < 8) return null;
  const dataBegin = 8 + Number(bytes.readBigUInt64LE(0));
  if (dataBegin > bytes.length) return null;
  let header: Record<string, Entry> & { __metadata__?: Record<string, string> };
  try {
    header = JSON.parse(bytes.toString('utf8', 8, dataBegin));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const { __metadata__: metadata = {}, ...entries } = header;
  const arrays = new Map<string, Float32Array>();
  for (const [name, { dtype, data_offsets }] of Object.entries(entries as Record<string, Entry>)) {
    const [begin, end] = data_offsets.map((offset) => dataBegin + offset) as [number, number];
    if (dtype !== 'F32' || begin > end || end > bytes.length || (end - begin) % 4 !== 0) return null;
    // Copied, because the bytes of a Float32Array must begin at a multiple of 4 in memory.
    arrays.set(name, new Float32Array(Uint8Array.from(bytes.subarray(begin, end)).buffer));
  }
  return { metadata, arrays };
}
