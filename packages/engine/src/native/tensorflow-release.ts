/** The TensorFlow that is downloaded where none is there: the last one tried with the compiled step. */
export const tensorflowRelease = {
  package: 'tensorflow-cpu',
  version: '2.21.0',
  // Only the libraries are used, so it does not matter for which Python the wheel was made.
  pythonVersion: '3.11',
  platform: 'manylinux_2_27_x86_64',
  file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
  bytes: 273_829_956,
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  /** What is kept of it on the disk, in bytes. */
  unpackedBytes: 854_000_000,
};
