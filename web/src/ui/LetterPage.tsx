import { type ReactNode, useEffect } from 'react';
import { useWords } from '../locales/useWords.ts';
import css from './LetterPage.module.css';

interface Props {
  title: string;
  /** The way on, at the foot. */
  more?: ReactNode;
  children: ReactNode;
}

/** Where the link of a letter leads, for whoever holds it: nobody has to sign in. */
export function LetterPage({ title, more, children }: Props) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t('terms.appName')}`;
  }, [title, t]);
  return (
    <main className={css.page} id="content">
      <p className={css.brand}>{t('terms.appName')}</p>
      <h1>{title}</h1>
      {children}
      {more && <p className={css.more}>{more}</p>}
    </main>
  );
}
