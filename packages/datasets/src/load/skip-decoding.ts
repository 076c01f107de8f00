/** `decoders: { image: SkipDecoding }` leaves images encoded (JPEG, PNG), as TFDS' `tfds.decode.SkipDecoding()`. */
export const SkipDecoding: unique symbol = Symbol('SkipDecoding');
