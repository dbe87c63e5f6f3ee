/** The row one acts on goes away: one stands at the next, else at the one before, else at the beginning of the page. */
export function toNextRow(target: Element): void {
  const row = target.closest('li');
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  (beside?.querySelector('a') ?? document.getElementById('content'))?.focus({ preventScroll: true });
}
