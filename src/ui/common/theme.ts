const KEY = 'pushpull-theme';

/** Storage may be refused, as in a private window; the theme then lasts as long as the page. */
function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Sets the theme chosen last time on the root; without one the system's preference holds. */
export function applyStoredTheme() {
  const theme = stored();
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}

/** Chooses a theme, now and next time. */
export function chooseTheme(theme: 'light' | 'dark') {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Can't be stored: it lasts as long as the page.
  }
}
