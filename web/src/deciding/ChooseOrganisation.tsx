import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ComboBox, type Key } from 'react-aria-components/ComboBox';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { findOrganisations } from '../api/joining.ts';
import { useWords } from '../locales/useWords.ts';
import field from '../ui/Field.module.css';
import menu from '../ui/Menu.module.css';
import css from './ChooseOrganisation.module.css';

/** An organisation that was chosen. */
export interface Chosen {
  id: string;
  name: string;
}

/**
 * An organisation found by how its name begins, or by what it was once called. What the field says is what is chosen: who
 * writes something else has chosen nothing.
 */
export function ChooseOrganisation({
  label,
  hint,
  value,
  onChange,
  error,
}: {
  label: string;
  hint?: string;
  value: Chosen | null;
  onChange: (chosen: Chosen | null) => void;
  error?: string | undefined;
}) {
  const { t } = useWords();
  const [written, setWritten] = useState(value?.name ?? '');
  const wanted = useDeferredValue(written.trim());
  const found = useQuery({
    queryKey: ['organisations', wanted],
    queryFn: () => findOrganisations(wanted),
    enabled: wanted.length > 0,
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  const write = (text: string) => {
    setWritten(text);
    if (value && text !== value.name) onChange(null);
  };
  const choose = (key: Key | null) => {
    const one = found.data?.find((candidate) => candidate.id === key);
    if (!one) return;
    setWritten(one.name);
    onChange({ id: one.id, name: one.name });
  };
  return (
    <ComboBox
      className={field.field ?? ''}
      items={wanted ? (found.data ?? []) : []}
      inputValue={written}
      onInputChange={write}
      value={value?.id ?? null}
      onChange={choose}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      allowsEmptyCollection
      menuTrigger="input"
    >
      <Label className={field.label ?? ''}>{label}</Label>
      {hint && (
        <Text slot="description" className={field.hint ?? ''}>
          {hint}
        </Text>
      )}
      <Input className={field.input ?? ''} autoComplete="off" />
      <FieldError className={field.error ?? ''}>{error}</FieldError>
      <Popover className={menu.popover ?? ''} placement="bottom start">
        <ListBox
          className={css.list ?? ''}
          renderEmptyState={() => (
            <p className={css.none}>
              {found.isFetching || wanted !== written.trim() || !found.data ? '…' : t('joining.apply.none')}
            </p>
          )}
        >
          {(one: { id: string; name: string; county: string | null }) => (
            <ListBoxItem id={one.id} textValue={one.name} className={menu.item ?? ''}>
              <Text slot="label">{one.name}</Text>
              {one.county && (
                <Text slot="description" className={css.note ?? ''}>
                  {one.county}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
