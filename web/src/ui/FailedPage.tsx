import type { ReactNode } from 'react';
import { ApiError } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { ButtonLink } from './Button.tsx';
import { Failure } from './Notice.tsx';
import { Page } from './Page.tsx';

/** A whole page that could not be had. What one may not read does not exist for one: both say the same. */
export function FailedPage({
  error,
  retry,
  children,
}: {
  error: unknown;
  retry?: () => void;
  /** What there is to say besides, where it is not there for one. */
  children?: ReactNode;
}) {
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
      {children}
    </Page>
  );
}
