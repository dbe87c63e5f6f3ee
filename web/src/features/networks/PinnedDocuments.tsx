import { useQuery } from '@tanstack/react-query';
import { documentPage } from '../../api/documents.ts';
import { keys } from '../../api/keys.ts';
import { useWords } from '../../locales/useWords.ts';
import { DocumentLine } from '../../ui/DocumentLine.tsx';
import { SideBox } from '../../ui/Page.tsx';
import css from './NetworkPage.module.css';

/** As many as stand beside the conversations of a few rooms. */
const SHOWN = 10;

/** The documents that are pinned beside the conversations of the rooms shown; nothing where none are. */
export function PinnedDocuments({ network, room }: { network: string; room: string | undefined }) {
  const { t } = useWords();
  const filter = { network, ...(room && { room }), pinned: true };
  const found = useQuery({
    queryKey: keys.documents(filter),
    queryFn: () => documentPage(filter, undefined, SHOWN),
  });
  const pinned = found.data?.items ?? [];
  if (pinned.length === 0) return null;
  return (
    <SideBox title={t('document.pinnedTitle')}>
      <ul className={css.rooms}>
        {pinned.map((document) => (
          <li key={document.id}>
            <DocumentLine document={document} />
          </li>
        ))}
      </ul>
    </SideBox>
  );
}
