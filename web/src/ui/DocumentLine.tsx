import { Link } from 'react-router';
import type { DocumentRow } from '../api/types.ts';
import { brief, dated } from '../locales/dates.ts';
import { roomName } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import css from './DocumentLine.module.css';
import { KindIcon } from './KindIcon.tsx';

/** A document in a few words, for the side and for lists of what is new. */
export function DocumentLine({ document }: { document: DocumentRow }) {
  const { t, language } = useWords();
  const when = document.dated_on
    ? dated(document.dated_on, document.dated_precision ?? 'day', language)
    : brief(document.changed_at, language);
  return (
    <div className={css.line}>
      <KindIcon kind={document.kind} />
      <div className={css.words}>
        <Link to={`/dokument/${document.id}`} className={css.name}>
          {document.name}
        </Link>
        <span className={css.facts}>
          {[t(`terms.documentKind.${document.kind}`), when, roomName(document.room, t)].join(' · ')}
        </span>
      </div>
    </div>
  );
}
