/** Text with a little structure; a plain string is always escaped when it is rendered. */
export type Inline =
  | string
  | { code: string }
  | { strong: Inline }
  | { quiet: Inline }
  /** `href` is ours, a path relative to the page. */
  | { link: Inline; href: string }
  | Inline[];

/** What a cell of a table is sorted by; null stays last either way. */
export type SortKey = string | number | null;

export interface Column {
  title: string;
  /** Numbers stand right-aligned; text when left out. */
  numeric?: boolean;
  /** A cell stays on one line. */
  whole?: boolean;
}

/** A picture of a figure: a drawing of ours (safe to inline) or a file that somebody else made. */
export interface Picture {
  /** File name below the report's own figures folder, e.g. `baseline-tf_flowers-loss.svg`. */
  file: string;
  content: Uint8Array;
  /** MIME type. */
  type: 'image/svg+xml' | 'image/png' | 'image/jpeg';
  /** true only for what this program drew itself; everything else is shown as an image, where no script runs. */
  trusted: boolean;
  /** Says in words what the picture shows. */
  alt: string;
  /** Under the single picture. */
  label?: Inline;
}

/** The parts of which a report is made; rendered to Markdown and to HTML. */
export type Block =
  | { kind: 'heading'; text: Inline; minor?: boolean }
  | { kind: 'paragraph'; text: Inline }
  | { kind: 'list'; items: Inline[] }
  /** `verdict`: what the numbers say; `warning`: what must not be overlooked. */
  | { kind: 'callout'; tone: 'verdict' | 'warning'; text: Inline }
  /** `order`: what each cell sorts by, row by row; a page with a script then sorts and searches the table. */
  | { kind: 'table'; name: string; columns: Column[]; rows: Inline[][]; order?: SortKey[][] }
  /** `fold`: of a tall figure; it is folded behind these words in Markdown and scrolls in HTML. */
  | { kind: 'figure'; pictures: Picture[]; caption: Inline; fold?: string }
  /** Small photos side by side, square, or strips of several, twice as wide or over the whole width. */
  | { kind: 'photos'; pictures: Picture[]; caption: Inline; shape?: 'pairs' | 'strips' }
  | { kind: 'details'; summary: string; blocks: Block[] }
  | { kind: 'code'; language: string; text: string }
  /** For programs, unseen by readers: `run: {…}`; in Markdown only. */
  | { kind: 'marker'; text: string }
  /** A student's own Markdown. */
  | { kind: 'quote'; markdown: string };

export interface Section {
  /** Of the marker `<!-- section: ID -->` that the grader reads. */
  id: string;
  title: string;
  blocks: Block[];
}

export interface Document {
  language: 'en' | 'ko';
  /** A page of wide tables. */
  wide?: boolean;
  title: string;
  /** Who and what, below the title. */
  subtitle: Inline;
  lead: Block[];
  sections: Section[];
}
