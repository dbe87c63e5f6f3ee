import { SlidersHorizontal, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useWords } from '../locales/useWords.ts';
import { Button } from './Button.tsx';
import css from './Filters.module.css';
import { useMedia } from './useMedia.ts';

/** A row of words to choose one of, such as the rooms of a network. */
export function OneOf({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  /** With a note, or with how many people read there. */
  options: { id: string; text: string; note?: string | undefined; people?: number }[];
  onChange: (id: string) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={css.group ?? ''}
      selectionMode="single"
      disallowEmptySelection={value !== ''}
      selectedKeys={value ? [value] : []}
      onSelectionChange={(chosen) => {
        const [first] = chosen;
        if (first !== undefined) onChange(String(first));
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className={css.word ?? ''}>
          {option.text}
          {option.note && <span className={css.note}> {option.note}</span>}
          {option.people !== undefined && <People count={option.people} />}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** How many people: said as people, so that it is not taken for what is unread. */
function People({ count }: { count: number }) {
  const { t } = useWords();
  return (
    <span className={css.people}>
      <Users size={13} aria-hidden />
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">, {t('ui.people', { count })}</span>
    </span>
  );
}

/** A word that is on or off. */
export function OnOff({
  on,
  onChange,
  children,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}) {
  return (
    <ToggleButton isSelected={on} onChange={onChange} className={css.word ?? ''}>
      {children}
    </ToggleButton>
  );
}

/**
 * The filters that are seldom needed: on a phone behind one button, so that the list itself is what one sees first. What
 * is chosen among them is never hidden from the first.
 */
export function SeldomFilters({ chosen, children }: { chosen: boolean; children: ReactNode }) {
  const { t } = useWords();
  const phone = useMedia('(width < 50rem)');
  const [open, setOpen] = useState(chosen);
  if (!phone) return children;
  return (
    <>
      <Button
        look="quiet"
        aria-expanded={open}
        onPress={() => setOpen(!open)}
        icon={<SlidersHorizontal size={16} aria-hidden />}
      >
        {t(open ? 'ui.fewerFilters' : 'ui.moreFilters')}
      </Button>
      {open && children}
    </>
  );
}

/** Holds the filters of a list. */
export function Filters({ children }: { children: ReactNode }) {
  return <div className={css.filters}>{children}</div>;
}
