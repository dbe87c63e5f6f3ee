export type Theme = 'system' | 'light' | 'dark';

const REMEMBERED = 'samrum.theme';

/** What was chosen on this device last, so that the page never flashes in the other colours. */
export function rememberedTheme(): Theme {
  const found = localStorage.getItem(REMEMBERED);
  return found === 'light' || found === 'dark' ? found : 'system';
}

export function applyTheme(theme: Theme): void {
  localStorage.setItem(REMEMBERED, theme);
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
}
