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
type Tagged = Pick<DocumentRow, 'document_kind' | 'themes' | 'articles'>;

/** What documents are and what they are about: one is changed, several are added to. */
export function TagDocuments({
  documents,
  busy,
  onClose,
  onSave,
  children,
}: {
  documents: Tagged[];
  busy: boolean;
  onClose: () => void;
  onSave: (change: (row: Tagged) => ChangeDocument) => void;
  children?: ReactNode;
}) {
  const { t } = useWords();
  const only = documents.length === 1 ? documents[0] : undefined;
  const [kind, setKind] = useState<string>(only ? (only.document_kind ?? NONE) : AS_IT_IS);
  const [themes, setThemes] = useState(only?.themes.join(', ') ?? '');
  const [articles, setArticles] = useState<number[]>(only?.articles ?? []);
  const save = () =>
    onSave((row) => ({
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
    </Dialog>
  );
}
