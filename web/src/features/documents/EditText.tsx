import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fileAddress } from '../../api/documents.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { rewrite } from '../../api/together.ts';
import type { Document } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import css from './DocumentPage.module.css';

/** The text is written anew where it stands; what one leaves unsaved waits in this browser. */
export function EditText({ document, onClose }: { document: Document; onClose: () => void }) {
  const words = useQuery({
    queryKey: ['text', document.id, document.version],
    queryFn: async () => {
      const answer = await fetch(fileAddress(document.id, document.version));
      if (!answer.ok) throw new ApiError(answer.status, {});
      return answer.text();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (words.error) return <Failure error={words.error} retry={() => void words.refetch()} />;
  if (words.data === undefined) return <Later lines={6} />;
  return <Form document={document} words={words.data} onClose={onClose} />;
}

function Form({ document, words, onClose }: { document: Document; words: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  // What one began from, whatever comes meanwhile.
  const [begun] = useState(document);
  const place = `text:${document.id}:${begun.version}`;
  const [text, setText] = useState(() => sessionStorage.getItem(place) ?? words);
  const [comment, setComment] = useState('');
  const change = (next: string) => {
    setText(next);
    sessionStorage.setItem(place, next);
  };
  const save = useMutation({
    mutationFn: () => rewrite(begun, text, comment.trim()),
    onSuccess: (shown) => {
      sessionStorage.removeItem(place);
      client.setQueryData(keys.document(document.id), shown);
      onClose();
    },
  });
  const stale = save.error instanceof ApiError && save.error.status === 412;
  return (
    <form
      className={css.edit}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {(stale || document.version !== begun.version) && (
        <Notice wrong>{t('document.changedMeanwhile')}</Notice>
      )}
      {save.error && !stale && <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>}
      <Field
        label={t('document.text')}
        hint={
          <>
            <span>{t('document.textHint')}</span> <WrittenFor audience={document.audience} />
          </>
        }
        value={text}
        onChange={change}
        rows={24}
      />
      <Field
        label={t('document.comment')}
        hint={begun.archived ? t('document.reasonHint') : undefined}
        value={comment}
        onChange={setComment}
        error={save.error instanceof ApiError ? save.error.field('/comment') : undefined}
        maxLength={1000}
      />
      <span className={css.versionActs}>
        <Button look="filled" type="submit" isDisabled={save.isPending || text === words}>
          {t('document.saveVersion')}
        </Button>
        <Button
          onPress={() => {
            sessionStorage.removeItem(place);
            onClose();
          }}
        >
          {t('ui.cancel')}
        </Button>
      </span>
    </form>
  );
}
