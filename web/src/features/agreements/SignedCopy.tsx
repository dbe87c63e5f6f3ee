import { Link } from 'react-router';
import { useWords } from '../../locales/useWords.ts';
import css from './Agreements.module.css';

/** The way to the copy of a text that was signed, where there is one that one may read. */
export function SignedCopy({ document }: { document: string | null }) {
  const { t } = useWords();
  if (!document) return null;
  return (
    <p className={css.facts}>
      <Link to={`/dokument/${document}`}>{t('agreement.signed')}</Link>
    </p>
  );
}
