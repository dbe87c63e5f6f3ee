import { Paperclip } from 'lucide-react';
import { Link } from 'react-router';
import type { Reference } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { size } from '../../ui/size.ts';
import css from './Attachments.module.css';

/** The documents a message refers to. */
export function Attachments({ ids, references }: { ids: string[]; references: Map<string, Reference> }) {
  const { t, language } = useWords();
  if (ids.length === 0) return null;
  return (
    <ul className={css.list} aria-label={t('conversation.attachments')}>
      {ids.map((id) => {
        const found = references.get(id);
        if (!found) return <li key={id} className={css.waiting} aria-hidden />;
        return (
          <li key={id} className={css.one}>
            {found.thumbnail && found.media_type?.startsWith('image/') ? (
              <Link to={`/dokument/${id}`} className={css.picture}>
                <img
                  src={`/api/v1/documents/${id}/thumbnail`}
                  alt={t('conversation.pictureOf', { name: found.title ?? '' })}
                  loading="lazy"
                />
              </Link>
            ) : (
              <Paperclip size={15} aria-hidden />
            )}
            {found.found ? (
              <span>
                <Link to={`/dokument/${id}`}>{found.title}</Link>
                {found.size != null && <span className={css.size}> {size(found.size, language)}</span>}
              </span>
            ) : (
              <span className={css.size}>{t('conversation.attachmentGone')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
