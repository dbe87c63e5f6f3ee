import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { sentence } from '../../api/problem.ts';
import { readersQuery } from '../../api/rooms.ts';
import type { AskReaders } from '../../api/types.ts';
import { lineOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import sheet from '../../ui/Sheet.module.css';
import css from './Rooms.module.css';

/** Who will see the room, by name and number, before anything is saved. */
export function Readers({ network, asked }: { network: string; asked: AskReaders }) {
  const { t } = useWords();
  const settled = useDeferredValue(asked);
  const readers = useQuery({ ...readersQuery(network, settled), placeholderData: keepPreviousData });
  if (readers.error) return <Notice wrong>{sentence(readers.error, t('ui.broken.body'))}</Notice>;
  if (!readers.data) return <Later lines={3} />;
  const { people, named } = readers.data;
  return (
    <section className={css.readers} aria-label={t('rooms.readers')}>
      <p className={css.readersTitle} role="status">
        {t('rooms.readersCount', { people: t('ui.people', { count: people }) })}
      </p>
      <ul className={sheet.names}>
        {named.map((one) => (
          <li key={one.id}>{lineOf(one, t)}</li>
        ))}
        {people > named.length && <li>{t('rooms.readersMore', { count: people - named.length })}</li>}
      </ul>
    </section>
  );
}
