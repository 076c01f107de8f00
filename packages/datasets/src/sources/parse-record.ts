import { PreparedInvalidError } from '../errors.js';
import { decodeExample, type ImageAndLabel } from '../tfrecord/example.js';
import type { TfRecord } from '../tfrecord/read-record.js';

/** Image and label of a record. @throws PreparedInvalidError that names file and byte */
export function parseRecord(record: TfRecord, file: string): ImageAndLabel {
  try {
    return decodeExample(record.data);
  } catch (error) {
    const problem = `the record at byte ${record.offset} is no example of this data set: ${(error as Error).message}.`;
    throw new PreparedInvalidError(file, problem, error);
  }
}
