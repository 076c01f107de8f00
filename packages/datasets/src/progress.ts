/** What the data sets are doing, for progress bars; counts start at 0 and end at the total. */
export type DataProgress =
  /** Bytes of one archive; `done` starts above 0 when a download is resumed. */
  | { kind: 'download'; dataset: string; file: string; done: number; total: number }
  /** Examples written into the TFDS folder. */
  | { kind: 'prepare'; dataset: string; done: number; total: number }
  /** Examples read through once, for the fingerprint and the label counts. */
  | { kind: 'read'; dataset: string; done: number; total: number }
  /** Images decoded to find broken ones; not sent when what is broken is in the cache. */
  | { kind: 'check'; dataset: string; done: number; total: number }
  /** Images looked at for sizes and duplicates; not sent when that is in the cache. */
  | { kind: 'survey'; dataset: string; done: number; total: number }
  /** Images decoded and resized; not sent when they come from the cache. */
  | { kind: 'decode'; dataset: string; split: string; done: number; total: number }
  /** Another process prepares the same data set. */
  | { kind: 'waiting'; dataset: string; message: string }
  /** Something the reader should know though the work goes on, e.g. why the stand-in is used. */
  | { kind: 'warning'; dataset: string; message: string };

export type OnProgress = (event: DataProgress) => void;
