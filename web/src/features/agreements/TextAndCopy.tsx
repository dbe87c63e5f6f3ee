import { Link } from 'react-router';
import { useWords } from '../../locales/useWords.ts';
import { Html } from '../../ui/Html.tsx';
import css from './Agreements.module.css';

/** A text of an agreement, and the way to the copy that was signed, where there is one that one may read. */
export function TextAndCopy({ of }: { of: { html: string; document_id: string | null } }) {
  const { t } = useWords();
  return (
    <>
      <div className={css.text}>
        <Html html={of.html} />
      </div>
      {of.document_id && (
        <p className={css.facts}>
          <Link to={`/dokument/${of.document_id}`}>{t('agreement.signed')}</Link>
        </p>
      )}
    </>
  );
}
