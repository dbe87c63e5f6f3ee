import { Ellipsis } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from './Button.tsx';
import css from './Menu.module.css';

export interface Choice {
  id: string;
  text: string;
  act: () => void;
  icon?: ReactNode;
}

export interface MenuProps {
  label: string;
  choices: Choice[];
  button?: ReactNode;
  defaultOpen?: boolean;
}

/** Presses of a pointer: how many there were, and the last that has ended with all that came of it. */
const presses = { begun: 0, ended: 0 };
window.addEventListener('pointerdown', () => void presses.begun++, true);
for (const end of ['pointerup', 'pointercancel'])
  window.addEventListener(
    end,
    () =>
      void setTimeout(() => {
        presses.ended = presses.begun;
      }),
    true,
  );

/** As long as a menu is open nothing outside it can have the focus: what is chosen is done when the focus is back at its button. */
const whenClosed = (act: () => void) => requestAnimationFrame(() => requestAnimationFrame(act));

/** A button with three dots, or what `button` gives, that unfolds choices. */
export function Menu({ label, choices, button, defaultOpen }: MenuProps) {
  // A menu opens on press. Where the page moves just then, an item may lie under the pointer when it is let go, and
  // React Aria would take that for the choice: what was done with the opening press chooses nothing.
  const openedBy = useRef(0);
  const opened = (open: boolean) => {
    openedBy.current = open && presses.ended < presses.begun ? presses.begun : 0;
  };
  const choose = (id: Choice['id']) => {
    if (openedBy.current > presses.ended) return;
    const chosen = choices.find((choice) => choice.id === id);
    if (chosen) whenClosed(chosen.act);
  };
  return (
    <MenuTrigger defaultOpen={defaultOpen ?? false} onOpenChange={opened}>
      {button ?? <Button look="icon" aria-label={label} icon={<Ellipsis size={18} aria-hidden />} />}
      <Popover className={css.popover ?? ''} placement="bottom end">
        <AriaMenu className={css.menu ?? ''} aria-label={label} onAction={(id) => choose(String(id))}>
          {choices.map((choice) => (
            <MenuItem key={choice.id} id={choice.id} className={css.item ?? ''} textValue={choice.text}>
              {choice.icon}
              {choice.text}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
