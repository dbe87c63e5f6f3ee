import { Link } from 'react-router';
import { thumbnailAddress } from '../../api/documents.ts';
import type { DocumentRow, Folder } from '../../api/types.ts';
import { brief, dated } from '../../locales/dates.ts';
import { nameOf, roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { KindIcon } from '../../ui/KindIcon.tsx';
import css from './DocumentList.module.css';

const QUIET = new Set(['read', 'unknown_kind']);

/** One document in a list: picture, name, kind, version, who changed it last, room, and its state when it matters. */
export function DocumentItem({ row, withRoom }: { row: DocumentRow; withRoom: boolean }) {
  const { t, language } = useWords();
  return (
    <li className={css.row}>
      {row.thumbnail ? (
        <img
          className={css.thumbnail}
          src={thumbnailAddress(row.id)}
          alt=""
          width={40}
          height={40}
          loading="lazy"
        />
      ) : (
        <KindIcon kind={row.kind} />
      )}
      <div className={css.words}>
        <Link to={`/dokument/${row.id}`} className={css.name}>
          {row.name}
        </Link>
        <p className={css.facts}>
          <span>{t(`terms.documentKind.${row.kind}`)}</span>
          {row.dated_on && <span>{dated(row.dated_on, row.dated_precision ?? 'day', language)}</span>}
          {row.pages > 0 && <span>{t('document.pages', { count: row.pages })}</span>}
          {row.version > 1 && <span>{t('document.version', { number: row.version })}</span>}
          <span>
            {t('document.changed', { when: brief(row.changed_at, language), who: nameOf(row.changed_by, t) })}
          </span>
          {row.state !== 'approved' && row.state !== 'draft' && (
            <span className={css.state}>{t(`terms.documentState.${row.state}`)}</span>
          )}
          {!QUIET.has(row.reading) && <span className={css.state}>{t(`terms.reading.${row.reading}`)}</span>}
        </p>
      </div>
      {withRoom && <span className={css.room}>{roomName(row.room, t)}</span>}
    </li>
  );
}

/** A folder, opened in place. */
export function FolderItem({ folder, onOpen }: { folder: Folder; onOpen: () => void }) {
  const { t } = useWords();
  return (
    <li className={css.row}>
      <KindIcon kind="folder" />
      <div className={css.words}>
        <button type="button" className={css.folder} onClick={onOpen}>
          <span className="visually-hidden">{t('document.folder')} </span>
          {folder.name}
        </button>
      </div>
    </li>
  );
}
