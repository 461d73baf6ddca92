// Small conveniences; every page works without them.
(() => {
  const labelTables = root => root.querySelectorAll('table.stack').forEach(table => {
    const heads = [...table.querySelectorAll('thead th')].map(head => head.textContent.trim());
    table.setAttribute('role', 'table');
    table.querySelectorAll('thead, tbody').forEach(group => group.setAttribute('role', 'rowgroup'));
    table.querySelectorAll('tr').forEach(row => row.setAttribute('role', 'row'));
    table.querySelectorAll('thead th').forEach(head => head.setAttribute('role', 'columnheader'));
    table.querySelectorAll('tbody tr').forEach(row => [...row.children].forEach((cell, index) => {
      cell.setAttribute('role', cell.tagName === 'TH' ? 'rowheader' : 'cell');
      if (heads[index] && cell.colSpan === 1) cell.dataset.label = heads[index];
    }));
  });

  const selection = root => root.querySelectorAll('[data-selection]').forEach(form => {
    const boxes = [...form.querySelectorAll('tbody input[type=checkbox]')];
    const all = form.querySelector('[data-all]');
    const button = form.querySelector('[data-replay]');
    if (!button) return;
    const refresh = () => {
      const count = boxes.filter(box => box.checked).length;
      button.disabled = count === 0;
      all.checked = count === boxes.length && count > 0;
      all.indeterminate = count > 0 && count < boxes.length;
    };
    boxes.forEach(box => box.addEventListener('change', refresh));
    all.addEventListener('change', () => { boxes.forEach(box => { box.checked = all.checked; }); refresh(); });
    refresh();
  });

  const theme = () => document.querySelectorAll('[data-theme-toggle]').forEach(button => {
    button.textContent = datongTheme.current() === 'dark' ? button.dataset.light : button.dataset.dark;
  });

  document.addEventListener('click', event => {
    if (event.target.closest('[data-theme-toggle]')) { datongTheme.toggle(); theme(); }
    const menu = event.target.closest('[data-menu]');
    if (menu) menu.setAttribute('aria-expanded', String(menu.getAttribute('aria-expanded') !== 'true'));
  });
  document.addEventListener('keydown', event => {
    const menu = document.querySelector('[data-menu]');
    if (event.key === 'Escape' && menu.getAttribute('aria-expanded') === 'true') { menu.setAttribute('aria-expanded', 'false'); menu.focus(); }
  });
  document.addEventListener('htmx:afterSwap', event => {
    labelTables(document);
    const news = document.querySelector('[data-news]');
    if (news) document.getElementById('news').textContent = news.dataset.news;
  });
  // A poll must not pull a table away from under somebody who is reading it with the keyboard or selecting text.
  document.addEventListener('htmx:beforeSwap', event => {
    const marked = document.getSelection();
    if (marked && !marked.isCollapsed && event.target.contains(marked.anchorNode)) event.detail.shouldSwap = false;
  });

  labelTables(document);
  selection(document);
  theme();
  document.documentElement.dataset.ready = 'true';
})();
