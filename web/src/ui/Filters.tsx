import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import css from './Filters.module.css';

/** A row of words to choose one of, such as the rooms of a network. */
export function OneOf({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: { id: string; text: string; note?: string | undefined }[];
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
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
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

/** Holds the filters of a list. */
export function Filters({ children }: { children: ReactNode }) {
  return <div className={css.filters}>{children}</div>;
}
