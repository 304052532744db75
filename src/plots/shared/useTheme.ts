import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const prefersDark = () => matchMedia('(prefers-color-scheme: dark)');

function currentTheme(): Theme {
  const asked = document.documentElement.dataset.theme;
  if (asked === 'light' || asked === 'dark') return asked;
  return prefersDark().matches ? 'dark' : 'light';
}

function onThemeChange(changed: () => void): () => void {
  const preference = prefersDark();
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  preference.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    preference.removeEventListener('change', changed);
  };
}

/** The theme in force: `data-theme` on the root, else what the system prefers; light outside a browser. */
export const useTheme = (): Theme =>
  useSyncExternalStore(onThemeChange, currentTheme, () => 'light');
