/** The fused kernels work on whole vectors of channels: native/kernels/vector.h has the same number. */
export const CHANNEL_MULTIPLE = 16;
