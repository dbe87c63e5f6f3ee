import { ApiError } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { ButtonLink } from './Button.tsx';
import { Failure } from './Notice.tsx';
import { Page } from './Page.tsx';

/** A whole page that could not be had. What one may not read does not exist for one: both say the same. */
export function FailedPage({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useWords();
  if (!(error instanceof ApiError) || error.status !== 404) {
    return (
      <Page title={t('ui.broken.title')}>
        <Failure error={error} {...(retry && { retry })} />
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
