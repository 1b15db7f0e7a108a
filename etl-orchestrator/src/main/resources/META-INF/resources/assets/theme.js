// Runs before the page is painted, and so is no module: the colours of another theme would flash.
(() => {
  const KEY = 'lolbatch-theme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      // A browser that keeps nothing follows the system.
      return null;
    }
  };
  const apply = () => {
    const theme = chosen();
    if (theme === 'dark' || theme === 'light') {
      root.dataset.theme = theme;
    } else {
      delete root.dataset.theme;
    }
  };
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  apply();
  addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const say = () => {
      button.textContent = isDark() ? 'Light theme' : 'Dark theme';
    };
    const tell = () => {
      say();
      dispatchEvent(new Event('theme'));
    };
    button.hidden = false;
    say();
    button.addEventListener('click', () => {
      const next = isDark() ? 'light' : 'dark';
      root.dataset.theme = next;
      try {
        localStorage.setItem(KEY, next);
      } catch {
        // It holds for this page.
      }
      tell();
    });
    system.addEventListener('change', tell);
  });
})();
