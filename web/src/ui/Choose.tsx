import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import css from './Choose.module.css';
import menu from './Menu.module.css';

export interface Option {
  id: string;
  text: string;
  note?: string;
}

interface Props {
  label: string;
  options: Option[];
  value: string;
  onChange: (id: string) => void;
  /** Small, with the label for those who listen only. */
  compact?: boolean;
  /** What the button says instead of the chosen option's own words. */
  said?: string | undefined;
}

/** One of several; with a note under each where words are needed to choose. */
export function Choose({ label, options, value, onChange, compact, said }: Props) {
  return (
    <Select
      className={compact ? (css.compact ?? '') : (css.choose ?? '')}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
    >
      <Label className={compact ? 'visually-hidden' : (css.label ?? '')}>{label}</Label>
      <Button className={css.button ?? ''}>
        <SelectValue className={css.value ?? ''}>
          {({ selectedText }) => said ?? selectedText ?? options.find((option) => option.id === value)?.text}
        </SelectValue>
        <ChevronDown size={16} aria-hidden />
      </Button>
      <Popover className={menu.popover ?? ''} placement="bottom start">
        <ListBox className={css.list ?? ''}>
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.text} className={menu.item ?? ''}>
              <span className={css.words}>
                <Text slot="label">{option.text}</Text>
                {option.note && (
                  <Text slot="description" className={css.note ?? ''}>
                    {option.note}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
