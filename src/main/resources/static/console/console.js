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

  // A part that keeps its place: what is open, scrolled, focused or being typed stays so when its new state arrives.
  let place = null;
  document.addEventListener('htmx:beforeSwap', event => {
    const part = event.target.closest?.('[data-keep-place]');
    if (!part) return;
    const typed = document.activeElement;
    place = {
      open: [...part.querySelectorAll('details[id]')].filter(one => one.open).map(one => one.id),
      shut: [...part.querySelectorAll('details[id]')].filter(one => !one.open).map(one => one.id),
      scrolled: [...part.querySelectorAll('[tabindex][id], .bench-right')].map(one => [one.id, one.scrollTop, one.scrollLeft]),
      typed: typed && typed.id && /^(INPUT|TEXTAREA)$/.test(typed.tagName) && typed.type !== 'file' ? [typed.id, typed.value] : null
    };
  });
  document.addEventListener('htmx:afterSettle', () => {
    if (!place) return;
    const { open, shut, scrolled, typed } = place;
    place = null;
    open.forEach(id => { const one = document.getElementById(id); if (one) one.open = true; });
    shut.forEach(id => { const one = document.getElementById(id); if (one) one.open = false; });
    scrolled.forEach(([id, top, left]) => { const one = id && document.getElementById(id); if (one) { one.scrollTop = top; one.scrollLeft = left; } });
    if (typed) {
      const field = document.getElementById(typed[0]);
      if (field && field.type !== 'checkbox' && field === document.activeElement && field.value !== typed[1]) field.value = typed[1];
    }
  });

  labelTables(document);
  selection(document);
  theme();
  document.documentElement.dataset.ready = 'true';
})();
