/** A kind of number in a PyTorch storage. */
export interface NumberType {
  bytes: number;
  /** One number, at a byte offset, little-endian. */
  read(view: DataView, at: number): number;
}

/** By the name of torch's storage class. Whole numbers are counters (`num_batches_tracked`). */
export const numberTypes: ReadonlyMap<string, NumberType> = new Map<string, NumberType>([
  ['FloatStorage', { bytes: 4, read: (view, at) => view.getFloat32(at, true) }],
  ['DoubleStorage', { bytes: 8, read: (view, at) => view.getFloat64(at, true) }],
  ['HalfStorage', { bytes: 2, read: (view, at) => float16(view.getUint16(at, true)) }],
  ['BFloat16Storage', { bytes: 2, read: (view, at) => bfloat16(view.getUint16(at, true)) }],
  ['LongStorage', { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) }],
  ['IntStorage', { bytes: 4, read: (view, at) => view.getInt32(at, true) }],
  ['ShortStorage', { bytes: 2, read: (view, at) => view.getInt16(at, true) }],
  ['CharStorage', { bytes: 1, read: (view, at) => view.getInt8(at) }],
  ['ByteStorage', { bytes: 1, read: (view, at) => view.getUint8(at) }],
  ['BoolStorage', { bytes: 1, read: (view, at) => view.getUint8(at) }],
]);

/** IEEE 754 half: 1 sign, 5 exponent, 10 fraction bits. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15));
}

/** The upper half of a float32. */
function bfloat16(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}
