import { ApiError } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { ButtonLink } from './Button.tsx';
import { Failure } from './Notice.tsx';
import { Page } from './Page.tsx';

/** A whole page that could not be had. What one may not read does not exist for one: both say the same. */
export function FailedPage({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useWords();
  // what one may not see is no fault: it is called what the server calls it
  if (error instanceof ApiError && error.status === 403) {
    return (
      <Page title={error.message}>
        <Failure headed error={error} />
        <p>
          <ButtonLink to="/">{t('ui.notFound.action')}</ButtonLink>
        </p>
      </Page>
    );
  }
  if (!(error instanceof ApiError) || error.status !== 404) {
    return (
      <Page
        title={t(error instanceof ApiError && error.unreachable ? 'ui.network.title' : 'ui.broken.title')}
      >
        <Failure headed error={error} {...(retry && { retry })} />
      </Page>
    );
  }
  return (
    <Page title={t('ui.notFound.title')}>
      <p>{t('ui.notFound.body')}</p>
      <p>
        <ButtonLink to="/">{t('ui.notFound.action')}</ButtonLink>
      </p>
    </Page>
  );
}
