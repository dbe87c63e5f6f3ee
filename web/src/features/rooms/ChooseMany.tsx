import { useState } from 'react';
import { useWords } from '../../locales/useWords.ts';
import { Checks } from '../../ui/Checks.tsx';
import { Field } from '../../ui/Field.tsx';
import sheet from '../../ui/Sheet.module.css';

/** Some of many, with a field that narrows what is shown; what is chosen always is. */
export function ChooseMany({
  label,
  find,
  options,
  value,
  onChange,
  error,
}: {
  label: string;
  find: string;
  options: { id: string; text: string }[];
  value: string[];
  onChange: (ids: string[]) => void;
  error?: string | undefined;
}) {
  const { t } = useWords();
  const [q, setQ] = useState('');
  const wanted = q.trim().toLowerCase();
  const shown = options.filter(
    (one) => !wanted || value.includes(one.id) || one.text.toLowerCase().includes(wanted),
  );
  return (
    <div className={sheet.choose}>
      {options.length > 8 && <Field label={find} value={q} onChange={setQ} type="search" />}
      <Checks label={label} options={shown} value={value} onChange={onChange} error={error} />
      <p className={sheet.quiet} role="status">
        {t('rooms.chosen', { count: value.length })}
      </p>
    </div>
  );
}
