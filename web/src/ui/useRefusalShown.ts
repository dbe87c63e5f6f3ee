import { useEffect, useRef } from 'react';

/**
 * What was refused in a long form is brought before one's eyes: the button stands at its foot, what is wrong perhaps out of
 * sight above. Gives the ref of what holds the fields.
 */
export function useRefusalShown<Form extends HTMLElement = HTMLDivElement>(error: unknown) {
  const form = useRef<Form>(null);
  useEffect(() => {
    if (!error) return;
    const wrong =
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]') ??
      form.current?.querySelector<HTMLElement>('[role=alert]');
    if (wrong?.matches('input, textarea')) wrong.focus({ preventScroll: true });
    wrong?.scrollIntoView({ block: 'center' });
  }, [error]);
  return form;
}
