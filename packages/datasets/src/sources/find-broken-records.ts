import { basename } from 'node:path';
import { PreparedInvalidError } from '../errors.js';
import type { StoredExample } from '../example-store.js';
import { TfRecordFile } from '../tfrecord/read-record.js';
import { parseRecord } from './parse-record.js';

/** Records of a shard that may be missing at its end and are still named one by one. */
const MOST_LOST = 100_000;

/**
 * The examples of a shard in which something is broken: as many as dataset_info.json promises, the broken ones with
 * the reason. A record whose length is not known any more takes all behind it with it.
 * @param error why the shard could not be read as it should; thrown where it holds more records than promised, or
 * far fewer, or is not there
 * @throws PreparedInvalidError
 */
export function findBrokenRecords(
  file: string,
  promised: number,
  labelCount: number,
  error: PreparedInvalidError,
): StoredExample[] {
  const examples: StoredExample[] = [];
  const records = new TfRecordFile(file);
  let end = 0;
  try {
    for (const record of records.whatIsThere()) {
      if (examples.length === promised) throw error;
      const key = `${basename(file)}__${examples.length}`;
      const length = 'data' in record ? record.data.length : 0;
      const example = { key, label: 0, file, offset: record.offset, length };
      end = record.offset + length;
      if ('error' in record) examples.push({ ...example, broken: record.error.problem });
      else examples.push({ ...example, ...labelOf(() => parseRecord(record, file).label, labelCount) });
    }
  } finally {
    records.close();
  }
  // A number that is wrong itself must not be counted up to.
  if (promised - examples.length > MOST_LOST) throw error;
  const before = examples.at(-1);
  while (examples.length < promised) {
    const broken = before?.broken
      ? `it lies behind the broken record at byte ${before.offset}, whose end is not known`
      : 'the shard ends before it';
    examples.push({
      key: `${basename(file)}__${examples.length}`,
      label: 0,
      file,
      offset: end,
      length: 0,
      broken,
    });
  }
  return examples;
}

function labelOf(read: () => number, labelCount: number): { label: number; broken?: string } {
  try {
    const label = read();
    if (label >= 0 && label < labelCount) return { label };
    return { label: 0, broken: `its label ${label} has no name` };
  } catch (error) {
    if (!(error instanceof PreparedInvalidError)) throw error;
    return { label: 0, broken: error.problem };
  }
}
