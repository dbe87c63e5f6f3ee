import { useWords } from '../locales/useWords.ts';
import { Notice } from './Notice.tsx';

/** Says that somebody changed the same while one was writing, and how they have what one has changed too. */
export function Meanwhile({ both }: { both: { what: string; theirs: string }[] }) {
  const { t } = useWords();
  return (
    <Notice>
      <p>{t('running.meanwhile.lead')}</p>
      {both.length > 0 && (
        <ul>
          {both.map(({ what, theirs }) => (
            <li key={what}>
              {t('running.meanwhile.both', { what, theirs: theirs || t('running.meanwhile.nothing') })}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
