/** Moves the preview to what was found in it, and not the page it stands on. */
export function intoView(mark: HTMLElement): void {
  const box = mark.closest('[data-preview]');
  if (!box) return;
  box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}
