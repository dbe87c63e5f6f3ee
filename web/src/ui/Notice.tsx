import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Button, ButtonLink } from './Button.tsx';
import css from './Notice.module.css';

/** Says what happened and what to do. `wrong` is for what needs action. */
export function Notice({
  wrong,
  children,
  action,
}: {
  wrong?: boolean;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={`${css.notice} ${wrong ? css.wrong : ''}`} role={wrong ? 'alert' : 'status'}>
      {wrong ? <CircleAlert size={20} aria-hidden /> : <Info size={20} aria-hidden />}
      <div className={css.words}>{children}</div>
      {action}
    </div>
  );
}

/** What to show instead of what could not be fetched; always with a way out. */
export function Failure({
  error,
  retry,
  headed,
}: {
  error: unknown;
  retry?: () => void;
  /** A heading above it says already that something went wrong. */
  headed?: boolean;
}) {
  const { t } = useWords();
  if (error instanceof ApiError && error.status === 404) {
    return (
      <div className={css.missing}>
        <h2>{t('ui.notFound.title')}</h2>
        <p>{t('ui.notFound.body')}</p>
        <p>
          <ButtonLink to="/">{t('ui.notFound.action')}</ButtonLink>
        </p>
      </div>
    );
  }
  // What one sees but may not do is no fault: it is said, without alarm.
  if (error instanceof ApiError && error.status === 403)
    return <Notice>{error.detail || t('ui.notFound.body')}</Notice>;
  const offline = error instanceof ApiError && error.unreachable;
  const detail = error instanceof ApiError && error.detail;
  return (
    <Notice wrong action={retry && <Button onPress={retry}>{t('ui.retry')}</Button>}>
      {!headed && <strong>{offline ? t('ui.network.title') : t('ui.broken.title')}</strong>}
      <p>{offline ? t('ui.network.body') : detail || t('ui.broken.body')}</p>
    </Notice>
  );
}
