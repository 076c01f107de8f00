const MIB = 1024 * 1024;

/**
 * How many examples TFDS puts into each shard file.
 * @param numBytes sum of the serialised examples' bytes
 * Source: tensorflow_datasets/core/writer.py, `_get_number_shards` and `_get_shard_boundaries`.
 */
export function shardLengths(numBytes: number, numExamples: number): number[] {
  const shards = numberOfShards(numBytes, numExamples);
  const boundaries = Array.from({ length: shards + 1 }, (_, i) => roundHalfEven((numExamples * i) / shards));
  return boundaries.slice(1).map((end, i) => end - boundaries[i]!);
}

/** The largest of 512, 256 … 2 that keeps shards between 64 MiB and 1 GiB; else 1. */
function numberOfShards(numBytes: number, numExamples: number): number {
  const total = numBytes + 16 * numExamples; // A record's frame is 16 bytes.
  const most = Math.min(numExamples, Math.floor(total / (64 * MIB)));
  const fewest = Math.floor(total / (1024 * MIB));
  for (let shards = 512; shards > 1; shards /= 2) if (shards >= fewest && shards <= most) return shards;
  return 1;
}

/** Python's round(). */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
