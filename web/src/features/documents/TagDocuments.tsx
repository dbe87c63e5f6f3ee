import { type ReactNode, useState } from 'react';
import type { ChangeDocument, DocumentKind, DocumentRow } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { ArticleChoice } from '../../ui/ArticleChoice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { kindOptions, listed } from './kinds.ts';

const AS_IT_IS = 'as_it_is';
const NONE = 'none';
type Tagged = Pick<DocumentRow, 'document_kind' | 'themes' | 'articles' | 'dated_on' | 'dated_precision'>;

/** How its date is written in a field: as much of it as is known. */
const written = ({ dated_on, dated_precision }: Tagged): string =>
  dated_on?.slice(0, { year: 4, month: 7, day: 10 }[dated_precision ?? 'day']) ?? '';

/** What documents are, what they are about and of when: one is changed, several are added to. */
export function TagDocuments({
  documents,
  busy,
  wrongDate,
  onClose,
  onSave,
  children,
}: {
  documents: Tagged[];
  busy: boolean;
  /** What the server says of the date. */
  wrongDate?: string | undefined;
  onClose: () => void;
  onSave: (change: (row: Tagged) => ChangeDocument) => void;
  children?: ReactNode;
}) {
  const { t } = useWords();
  const only = documents.length === 1 ? documents[0] : undefined;
  const [kind, setKind] = useState<string>(only ? (only.document_kind ?? NONE) : AS_IT_IS);
  const [themes, setThemes] = useState(only?.themes.join(', ') ?? '');
  const [articles, setArticles] = useState<number[]>(only?.articles ?? []);
  const was = only ? written(only) : '';
  const [dated, setDated] = useState(was);
  const save = () =>
    onSave((row) => ({
      ...(dated.trim() !== was && { dated: dated.trim() || null }),
      ...(kind !== AS_IT_IS && { document_kind: kind === NONE ? null : (kind as DocumentKind) }),
      themes: only ? listed(themes) : [...new Set([...row.themes, ...listed(themes)])],
      articles: only ? articles : [...new Set([...row.articles, ...articles])],
    }));
  return (
    <Dialog
      title={only ? t('document.tagTitle') : t('document.tagMany', { count: documents.length })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={save} isDisabled={busy}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {children}
      <Choose
        label={t('document.kindLabel')}
        value={kind}
        onChange={setKind}
        options={[
          ...(only ? [] : [{ id: AS_IT_IS, text: t('document.kindAsItIs') }]),
          { id: NONE, text: t('document.noKind') },
          ...kindOptions(t),
        ]}
      />
      <Field
        label={only ? t('conversation.themesLabel') : t('document.addThemes')}
        hint={t('conversation.themesHint')}
        value={themes}
        onChange={setThemes}
      />
      <ArticleChoice value={articles} onChange={setArticles} />
      <Field
        label={t('document.dateLabel')}
        hint={t(only ? 'document.dateHint' : 'document.dateHintMany')}
        error={wrongDate}
        value={dated}
        maxLength={10}
        onChange={setDated}
      />
    </Dialog>
  );
}
