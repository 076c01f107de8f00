/** The look of a feedback page: a column of text, in the dark too, contrast of WCAG AA, printable. */
export const FEEDBACK_STYLE = `:root {
  color-scheme: light dark;
  --ink: #1d2530; --quiet: #55606e; --paper: #ffffff; --line: #d9dee5; --shade: #f4f6f8;
  --result: #0b5cad; --result-paper: #eef5fc; --missing: #9a3d00; --pending: #6b4fa0; --done: #1d6b3c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8ed; --quiet: #a5afbc; --paper: #14181d; --line: #343c47; --shade: #1d232a;
    --result: #7db7f0; --result-paper: #172433; --missing: #ffb27a; --pending: #c3aef0; --done: #86d3a2;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", "Noto Sans CJK KR",
    "Apple SD Gothic Neo", "Malgun Gothic", sans-serif;
  overflow-wrap: anywhere;
}
:lang(ko) { word-break: keep-all; }
main { margin: 0 auto; max-width: 46rem; }
h1 { font-size: 1.8rem; line-height: 1.25; margin: 0 0 0.25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 0.75rem; }
h3 { font-size: 1rem; margin: 0; font-weight: 600; }
p { margin: 0; }
.quiet, .facts, .evidence { color: var(--quiet); }
.result { margin-top: 1.25rem; padding: 0.8rem 1rem; border-left: 4px solid var(--result); border-radius: 0 8px 8px 0; background: var(--result-paper); }
.result strong { font-size: 1.25rem; display: block; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: 0.7rem 0 0.7rem 1rem; border-left: 3px solid var(--line); margin-bottom: 0.6rem; }
.to-do li { border-color: var(--missing); }
.to-do .facts span:first-child { color: var(--missing); font-weight: 600; }
.pending li { border-color: var(--pending); }
.done li { border-color: var(--done); padding-block: 0.25rem; }
.done h3, .done .facts { display: inline; margin-right: 0.4rem; }
.facts span + span::before { content: "· "; }
.facts, .evidence { font-size: 0.92rem; }
.evidence > span, .said > span { font-weight: 600; }
.hint { margin-top: 0.25rem; }
.hint > span { font-weight: 600; }
blockquote { margin: 0; padding: 0.7rem 1rem; background: var(--shade); border-radius: 8px; }
blockquote p + p { margin-top: 0.75rem; }
@media (max-width: 36rem) { body { padding: 1.25rem 1rem 3rem; } h1 { font-size: 1.5rem; } }
@media print {
  :root {
    --ink: #000; --quiet: #444; --paper: #fff; --line: #bbb; --shade: #fff;
    --result: #0b5cad; --result-paper: #fff; --missing: #9a3d00; --pending: #6b4fa0; --done: #1d6b3c;
  }
  body { padding: 0; font-size: 10pt; }
  li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
