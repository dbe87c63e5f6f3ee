import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { Link } from 'react-router';
import { thumbnailAddress } from '../../api/documents.ts';
import type { DocumentRow } from '../../api/types.ts';
import { brief, dated } from '../../locales/dates.ts';
import { nameOf, roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { KindIcon } from '../../ui/KindIcon.tsx';
import css from './DocumentList.module.css';

const QUIET = new Set(['read', 'unknown_kind']);

/** One document in a list: picture, name, kind, version, who changed it last, room, and its state when it matters. */
export function DocumentItem({
  row,
  withRoom,
  selected,
  onSelect,
}: {
  row: DocumentRow;
  withRoom: boolean;
  selected: boolean;
  onSelect: (selected: boolean) => void;
}) {
  const { t, language } = useWords();
  const kind = row.document_kind
    ? t(`terms.kindOfDocument.${row.document_kind}`)
    : t(`terms.documentKind.${row.kind}`);
  return (
    <li className={css.row} data-selected={selected || undefined}>
      <Checkbox
        className={css.tick ?? ''}
        isSelected={selected}
        onChange={onSelect}
        aria-label={t('document.select', { name: row.name })}
      >
        <span className={css.box} aria-hidden>
          {selected && <Check size={15} strokeWidth={3} />}
        </span>
      </Checkbox>
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
        <span className={css.leaf}>
          <KindIcon kind={row.kind} />
        </span>
      )}
      <div className={css.words}>
        <Link to={`/dokument/${row.id}`} className={css.name}>
          {row.name}
        </Link>
        <p className={css.facts}>
          <span>{kind}</span>
          {row.dated_on && <span>{dated(row.dated_on, row.dated_precision ?? 'day', language)}</span>}
          {row.pages > 0 && <span>{t('document.pages', { count: row.pages })}</span>}
          {row.version > 1 && <span>{t('document.version', { number: row.version })}</span>}
          <span>
            {t('document.changed', { when: brief(row.changed_at, language), who: nameOf(row.changed_by, t) })}
          </span>
          {row.state !== 'approved' && (
            <span className={css.state}>{t(`terms.documentState.${row.state}`)}</span>
          )}
          {row.checked_out && (
            <span className={css.state}>
              {t('document.checkedOutBy', { who: nameOf(row.checked_out.by, t) })}
            </span>
          )}
          {!QUIET.has(row.reading) && <span className={css.state}>{t(`terms.reading.${row.reading}`)}</span>}
        </p>
      </div>
      {withRoom && <span className={css.room}>{roomName(row.room, t)}</span>}
    </li>
  );
}
