/**
 * Sorts and searches the tables of a page; without it they are plain tables. Its words stand as `data-` attributes at the
 * body. It reads and sends nothing.
 */
export const PAGE_SCRIPT = `(() => {
  'use strict';
  const words = document.body.dataset;
  const tables = [...document.querySelectorAll('table.sortable')];
  if (tables.length === 0) return;

  const keyOf = (row, column) => row.cells[column].dataset.order;
  const compare = (a, b) =>
    a !== '' && b !== '' && !isNaN(a) && !isNaN(b) ? a - b : a.localeCompare(b, undefined, { numeric: true });

  for (const table of tables) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.title = words.sort;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', direction);
        const sign = direction === 'ascending' ? 1 : -1;
        const body = table.tBodies[0];
        const rows = [...body.rows].sort((one, other) => {
          const a = keyOf(one, column);
          const b = keyOf(other, column);
          if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
          return sign * compare(a, b);
        });
        body.append(...rows);
      });
    });
  }

  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const form = document.createElement('div');
  form.className = 'search';
  form.setAttribute('role', 'search');
  const label = document.createElement('label');
  const input = document.createElement('input');
  const found = document.createElement('span');
  input.type = 'search';
  input.autocomplete = 'off';
  found.setAttribute('role', 'status');
  label.append(words.search, input);
  form.append(label, found);
  document.querySelector('main').prepend(form);

  const fold = (text) => text.normalize('NFC').toLowerCase();
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  const search = () => {
    const terms = fold(input.value).split(/\\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      row.hidden = !terms.every((term) => texts.get(row).includes(term));
      if (!row.hidden) count++;
    }
    found.textContent = terms.length === 0 ? '' : words.found.replace('{n}', count).replace('{all}', rows.length);
  };
  input.addEventListener('input', search);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || input.value === '') return;
    input.value = '';
    search();
  });
  // A browser that goes back to the page fills the field in again.
  search();
})();
`;
