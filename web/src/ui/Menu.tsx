import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
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

/** A button with three dots, or what `button` gives, that unfolds choices. */
export function Menu({ label, choices, button, defaultOpen }: MenuProps) {
  return (
    <MenuTrigger defaultOpen={defaultOpen ?? false}>
      {button ?? <Button look="icon" aria-label={label} icon={<Ellipsis size={18} aria-hidden />} />}
      <Popover className={css.popover ?? ''} placement="bottom end">
        <AriaMenu
          className={css.menu ?? ''}
          aria-label={label}
          onAction={(id) => choices.find((choice) => choice.id === id)?.act()}
        >
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
