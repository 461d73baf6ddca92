// Runs before the first paint: the viewer's choice, else the system's.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => localStorage.getItem('datong-theme') || (system.matches ? 'dark' : 'light');
  const apply = () => document.documentElement.setAttribute('data-bs-theme', chosen());
  apply();
  system.addEventListener('change', apply);
  window.datongTheme = {
    current: chosen,
    toggle() {
      const next = chosen() === 'dark' ? 'light' : 'dark';
      localStorage.setItem('datong-theme', next);
      apply();
      document.dispatchEvent(new Event('datong:theme'));
    }
  };
})();
