import { Link } from 'react-router';
import type { Start } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { DocumentLine } from '../../ui/DocumentLine.tsx';
import { SideBox } from '../../ui/Page.tsx';
import css from './StartPage.module.css';

/** What there is to read before the next meeting, and how long it takes. */
export function ReadIn({ pack }: { pack: NonNullable<Start['read_in']> }) {
  const { t } = useWords();
  return (
    <SideBox title={t('start.readIn', { count: pack.minutes })}>
      <ul className={css.archive}>
        {pack.documents.map((document) => (
          <li key={document.id}>
            <DocumentLine document={document} />
          </li>
        ))}
      </ul>
      {pack.count > pack.documents.length && (
        <p>
          <Link to={`/traffar/${pack.meeting_id}`}>{t('start.readInAll', { count: pack.count })}</Link>
        </p>
      )}
    </SideBox>
  );
}
