import { type FormEvent, useState } from 'react';
import type { Asked } from '../../api/search.ts';
import { useWords } from '../../locales/useWords.ts';
import { SideBox } from '../../ui/Page.tsx';
import css from './Narrowing.module.css';

/** What can be written as *från:*, *efter:* and *före:*, for who would rather fill in a field. */
export function Narrowing({
  asked,
  onChoose,
  onAuthor,
}: {
  asked: Asked;
  onChoose: (name: string, value: string | null) => void;
  onAuthor: (name: string) => void;
}) {
  const { t } = useWords();
  const [author, setAuthor] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!author.trim()) return;
    onAuthor(author.trim());
    setAuthor('');
  };
  const day = (name: 'from' | 'to', label: string) => (
    <label className={css.label}>
      {label}
      <input
        type="date"
        className={css.input}
        value={asked[name] ?? ''}
        min="1900-01-01"
        max="2199-12-31"
        onChange={(event) => {
          // While one types a year it is a day long ago.
          const { value } = event.target;
          if (!value || /^(19|20|21)/.test(value)) onChoose(name, value || null);
        }}
      />
    </label>
  );
  return (
    <SideBox title={t('finding.narrow')}>
      <form onSubmit={submit} className={css.fields}>
        <label className={css.label}>
          {t('finding.writtenBy')}
          <input
            className={css.input}
            value={author}
            maxLength={80}
            onChange={(event) => setAuthor(event.target.value)}
            onBlur={submit}
            placeholder={t('finding.writtenByHint')}
          />
        </label>
        {day('from', t('finding.fromDay'))}
        {day('to', t('finding.toDay'))}
      </form>
    </SideBox>
  );
}
