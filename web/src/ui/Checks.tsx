import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import css from './Ticks.module.css';

/** Several of many, such as organisations. */
export function Checks({
  label,
  options,
  value,
  onChange,
  error,
}: {
  label: string;
  options: { id: string; text: string }[];
  value: string[];
  onChange: (ids: string[]) => void;
  error?: string | undefined;
}) {
  return (
    <CheckboxGroup
      className={css.group ?? ''}
      value={value}
      onChange={onChange}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <Label className={css.label ?? ''}>{label}</Label>
      <div className={css.many}>
        {options.map((option) => (
          <Checkbox key={option.id} value={option.id} className={css.option ?? ''}>
            {({ isSelected }) => (
              <>
                <span className={css.box} aria-hidden>
                  {isSelected && <Check size={15} strokeWidth={3} />}
                </span>
                <span>{option.text}</span>
              </>
            )}
          </Checkbox>
        ))}
      </div>
      <FieldError className={css.error ?? ''}>{error}</FieldError>
    </CheckboxGroup>
  );
}
