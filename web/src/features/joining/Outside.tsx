import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../locales/useWords.ts';
import { OtherLanguage } from '../../ui/OtherLanguage.tsx';
import { Toasts } from '../../ui/Toasts.tsx';
import css from './Outside.module.css';

/** A page for those without an account: its name, the other language, and what stands on it. */
export function Outside({
  title,
  arrived = false,
  children,
}: {
  title: string;
  /** What one pressed has made it another page: one goes on from its top. */
  arrived?: boolean;
  children: ReactNode;
}) {
  const { t } = useWords();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!arrived) return;
    main.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [arrived]);
  useEffect(() => {
    document.title = `${title} · ${t('terms.appName')}`;
  }, [title, t]);
  return (
    <div className={css.page}>
      <header className={css.top}>
        <p className={css.brand}>{t('terms.appName')}</p>
        <OtherLanguage />
      </header>
      <main ref={main} className={css.main} id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className={css.foot}>
        <Link to="/tillganglighet">{t('frame.accessibility')}</Link>
        <Link to="/logga-in">{t('session.title')}</Link>
      </footer>
      <Toasts />
    </div>
  );
}
