/** The look of all HTML pages: one column of text, figures on a white card in the dark too, contrast of WCAG AA. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --ink: #1d2530; --quiet: #55606e; --paper: #ffffff; --line: #d9dee5; --shade: #f4f6f8; --link: #0b5cad;
  --verdict: #0b5cad; --verdict-paper: #eef5fc; --warning: #9a3d00; --warning-paper: #fff3e8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8ed; --quiet: #a5afbc; --paper: #14181d; --line: #343c47; --shade: #1d232a; --link: #7db7f0;
    --verdict: #7db7f0; --verdict-paper: #172433; --warning: #ffb27a; --warning-paper: #33210f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 58rem; padding: 2rem 1.25rem 5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", "Noto Sans CJK KR",
    "Apple SD Gothic Neo", "Malgun Gothic", sans-serif;
  overflow-wrap: break-word;
}
:lang(ko) { word-break: keep-all; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2rem; margin: 0 0 0.25rem; letter-spacing: -0.015em; }
h2 { font-size: 1.45rem; margin: 3.5rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.12rem; margin: 2.25rem 0 0.5rem; }
h4, h5, h6 { font-size: 1rem; margin: 2rem 0 0.4rem; }
p, ul, ol, pre, figure, .scroll, details { margin: 0 0 1rem; }
p, ul, figcaption { max-width: 47rem; }
.callout, .photos { max-width: none; }
a { color: var(--link); }
.subtitle, .quiet, figcaption { color: var(--quiet); }
.subtitle { margin-bottom: 1.5rem; }
h3 code, h4 code { font: inherit !important; }
code { font: 0.9em ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; overflow-wrap: anywhere; }
pre { background: var(--shade); border-radius: 8px; padding: 0.9rem 1rem; overflow-x: auto; line-height: 1.5; }
pre code { overflow-wrap: normal; }
nav.trail ol { margin: 0 0 1rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 1; padding: 0.5rem 1rem; background: var(--paper); border: 2px solid var(--link); border-radius: 8px; }
main:focus { outline: none; }
nav ol { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; padding: 0; margin: 1.5rem 0 0; list-style: none; font-size: 0.92rem; }
.scroll { overflow-x: auto; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: normal; word-break: keep-all; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 500; }
th code, td code { white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
td.whole { white-space: nowrap; }
body.wide { max-width: 82rem; }
.callout { border-left: 4px solid; padding: 0.7rem 1rem; border-radius: 0 8px 8px 0; }
.verdict { border-color: var(--verdict); background: var(--verdict-paper); }
.warning { border-color: var(--warning); background: var(--warning-paper); font-weight: 600; }
.card { display: flex; flex-wrap: wrap; justify-content: space-evenly; align-items: flex-start; gap: 0.5rem; background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem; }
.tall { max-height: 40rem; overflow-y: auto; }
.card svg, .card img { max-width: 100%; height: auto; }
figure { margin: 1.25rem 0 1.5rem; }
figcaption { margin-top: 0.5rem; font-size: 0.92rem; }
.photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); gap: 0.9rem; padding: 0; list-style: none; }
.photos img { display: block; width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: 6px; border: 1px solid var(--line); }
.photos.pairs { grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); }
.photos.strips { grid-template-columns: 1fr; max-width: 40rem; }
.photos.pairs img, .photos.strips img { aspect-ratio: auto; background: #fff; border-radius: 3px; }
.photos.strips img { image-rendering: pixelated; }
.photos span { display: block; margin-top: 0.3rem; font-size: 0.82rem; line-height: 1.35; }
details { border: 1px solid var(--line); border-radius: 8px; padding: 0.6rem 1rem; }
summary { cursor: pointer; font-weight: 600; }
details[open] summary { margin-bottom: 0.75rem; }
.own-words { border-left: 4px solid var(--line); padding-left: 1.1rem; }
.own-words > :first-child { margin-top: 0; }
.own-words blockquote { margin: 1.25rem 0 0.5rem; padding: 0; color: var(--quiet); font-style: italic; }
:lang(ko) .own-words > :first-child { margin-top: 0; }
.own-words blockquote { font-style: normal; }
.search { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; margin: 1.5rem 0 0; }
.search label { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.6rem; }
.search input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 6px; padding: 0.3rem 0.6rem; width: min(22rem, 100%); }
.search input:focus-visible, th button:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
th button { font: inherit; color: inherit; text-align: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th button:hover { text-decoration: underline; }
th button::after { content: '\\00a0↕'; font-weight: 400; opacity: 0.8; }
th[aria-sort='ascending'] button::after { content: '\\00a0↑'; }
th[aria-sort='descending'] button::after { content: '\\00a0↓'; }
@media (max-width: 36rem) {
  body { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  .card { padding: 0.4rem; }
}
@media print {
  @page { margin: 15mm 13mm; }
  :root {
    color-scheme: light;
    --ink: #000; --quiet: #444; --paper: #fff; --line: #bbb; --shade: #f4f4f4; --link: #0b5cad;
    --verdict: #0b5cad; --verdict-paper: #fff; --warning: #9a3d00; --warning-paper: #fff;
  }
  body, body.wide { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  p, ul, figcaption { max-width: none; }
  .scroll, .tall { overflow: visible; max-height: none; }
  .tall img { max-height: 22cm; width: auto; }
  table { font-size: 8pt; }
  th, td { padding: 0.25rem 0.5rem 0.25rem 0; }
  .card svg:not(:only-child) { width: 48%; }
  th code, td code, .number, .whole { white-space: normal; }
  pre, pre code { white-space: pre-wrap; overflow-wrap: anywhere; }
  figure, table, .callout, tr, .photos li { break-inside: avoid; }
  h2, h3, h4, h5, h6 { break-after: avoid; }
  h2 { margin-top: 2rem; }
  /* On paper nothing can be unfolded. */
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
