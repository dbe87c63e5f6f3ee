import type { ReactNode, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import css from './Field.module.css';

interface Props extends Omit<TextFieldProps, 'className' | 'children'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  rows?: number;
  inputRef?: Ref<HTMLInputElement>;
  placeholder?: string;
}

/** A labelled field of one line, or of several when `rows` is given. */
export function Field({ label, hint, error, rows, inputRef, placeholder, ...rest }: Props) {
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} validationBehavior="aria" className={css.field ?? ''}>
      <Label className={css.label ?? ''}>{label}</Label>
      {hint && (
        <Text slot="description" className={css.hint ?? ''}>
          {hint}
        </Text>
      )}
      {rows ? (
        <TextArea className={css.input ?? ''} rows={rows} placeholder={placeholder ?? ''} />
      ) : (
        <Input className={css.input ?? ''} ref={inputRef ?? null} placeholder={placeholder ?? ''} />
      )}
      <FieldError className={css.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
