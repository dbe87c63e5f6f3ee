import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import css from './Ticks.module.css';

/** One of a few, all of them seen at once with a word on what each means. */
export function Radios<Id extends string>({
  label,
  hint,
  options,
  value,
  onChange,
}: {
  label: string;
  /** What is meant, between the label and the choices. */
  hint?: string | undefined;
  options: { id: Id; text: string; note?: string; disabled?: boolean }[];
  value: Id | null;
  onChange: (id: Id) => void;
}) {
  return (
    <RadioGroup className={css.group ?? ''} value={value} onChange={(id) => onChange(id as Id)}>
      <Label className={css.label ?? ''}>{label}</Label>
      {hint && (
        <Text slot="description" className={css.note ?? ''}>
          {hint}
        </Text>
      )}
      <div className={css.few}>
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            isDisabled={option.disabled ?? false}
            className={css.option ?? ''}
          >
            {({ isSelected }) => (
              <>
                <span className={`${css.box} ${css.round}`} aria-hidden>
                  {isSelected && <span className={css.dot} />}
                </span>
                <span className={css.words}>
                  <span className={css.text}>{option.text}</span>
                  {option.note && <span className={css.note}>{option.note}</span>}
                </span>
              </>
            )}
          </Radio>
        ))}
      </div>
      <FieldError className={css.error ?? ''} />
    </RadioGroup>
  );
}
