import { useEffect, useState } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { useWords } from '../locales/useWords.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { jobsNow } from '../uploading/jobs.ts';
import css from './Frame.module.css';

/**
 * What stands where a page could not be shown; nothing written is lost by it. Off the line it is most often a part that had
 * not been fetched: it is shown when the line is back. Files on their way would end there: then it is shown when one says so.
 */
export function Broken() {
  const { t } = useWords();
  const error = useRouteError();
  const [away, setAway] = useState(!navigator.onLine);
  useEffect(() => {
    if (!away) return;
    const again = () => {
      if (jobsNow().every((one) => one.state === 'done' || one.state === 'cancelled')) location.reload();
      else setAway(false);
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [away]);
  const missing = isRouteErrorResponse(error) && error.status === 404;
  const what = missing ? 'notFound' : away ? 'network' : 'broken';
  return (
    <main className={css.broken} id="content" tabIndex={-1}>
      <h1>{t(`ui.${what}.title`)}</h1>
      <p>{t(`ui.${what}.body`)}</p>
      {!away && (
        <p className={css.brokenActs}>
          <Button onPress={() => location.reload()}>{t('ui.broken.action')}</Button>
          <ButtonLink look="quiet" to="/" reloadDocument>
            {t('ui.notFound.action')}
          </ButtonLink>
        </p>
      )}
    </main>
  );
}
