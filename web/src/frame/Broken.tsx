import { isRouteErrorResponse, useRouteError } from 'react-router';
import { useWords } from '../locales/useWords.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import css from './Frame.module.css';

/** What stands where a page could not be shown; nothing written is lost by it. */
export function Broken() {
  const { t } = useWords();
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className={css.broken} id="content">
      <h1>{missing ? t('ui.notFound.title') : t('ui.broken.title')}</h1>
      <p>{missing ? t('ui.notFound.body') : t('ui.broken.body')}</p>
      <p className={css.brokenActs}>
        <Button onPress={() => location.reload()}>{t('ui.broken.action')}</Button>
        <ButtonLink look="quiet" to="/" reloadDocument>
          {t('ui.notFound.action')}
        </ButtonLink>
      </p>
    </main>
  );
}
