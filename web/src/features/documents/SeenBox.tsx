import { useQuery } from '@tanstack/react-query';
import { documentSeenQuery } from '../../api/documents.ts';
import type { Document } from '../../api/types.ts';
import { listed } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { SideBox } from '../../ui/Page.tsx';
import css from './DocumentPage.module.css';

/** Which organisations have opened a document whose author asks; never who has not. */
export function SeenBox({ document }: { document: Document }) {
  const { t, language } = useWords();
  const seen = useQuery(documentSeenQuery(document.id));
  const names = listed(
    (seen.data ?? []).map((one) => one.name),
    language,
  );
  return (
    <SideBox title={t('document.seen.title')}>
      {seen.data && <p>{names || t('document.seen.none')}</p>}
      <p className={css.quiet}>{t('document.seen.why')}</p>
    </SideBox>
  );
}
