/** A pickle of protocol 2 put together by hand, for files that torch would not write. */
export class PickleWriter {
  private readonly bytes: number[] = [0x80, 2];

  /** Operation codes as characters or numbers, e.g. `op('(')` for MARK. */
  op(...codes: (string | number)[]): this {
    this.bytes.push(...codes.map((code) => (typeof code === 'string' ? code.charCodeAt(0) : code)));
    return this;
  }
  text(value: string): this {
    const encoded = Buffer.from(value);
    return this.op('X', ...uint32(encoded.length), ...encoded);
  }
  int(value: number): this {
    return this.op('J', ...uint32(value));
  }
  global(module: string, name: string): this {
    return this.op('c', ...Buffer.from(`${module}\n${name}\n`));
  }
  /** The bytes, ended by STOP. */
  end(): Buffer {
    return Buffer.from([...this.bytes, 0x2e]);
  }
}

/** The three pickles that begin a file of torch's legacy format. */
export function legacyHeader(): Buffer {
  const magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
  const version = [0x80, 2, 0x4d, 0xe9, 3, 0x2e];
  const system = new PickleWriter().op('}').text('little_endian').op(0x88, 's').end();
  return Buffer.concat([Buffer.from(magic), Buffer.from(version), system]);
}

function uint32(value: number): number[] {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return [...bytes];
}
