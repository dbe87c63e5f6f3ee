import { useWords } from '../locales/useWords.ts';
import { ButtonLink } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';

/** No such address. */
export function NotFound() {
  const { t } = useWords();
  return (
    <Page title={t('ui.notFound.title')}>
      <p>{t('ui.notFound.body')}</p>
      <p>
        <ButtonLink to="/">{t('ui.notFound.action')}</ButtonLink>
      </p>
    </Page>
  );
}
