import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hostingKeys, writeHandover } from '../../api/hosting.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { HostHandover, Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Handover.module.css';

/** The checklist, one line each, and the letter to the next host. A line that stays keeps its tick. */
export function WriteHandover({
  meeting,
  found,
  onClose,
}: {
  meeting: Meeting;
  found: HostHandover;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [lines, setLines] = useState(found.items.map((item) => item.text).join('\n'));
  const [letter, setLetter] = useState(found.letter);
  const save = useMutation({
    mutationFn: () => {
      const texts = lines
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      const done = new Set(found.items.filter((item) => item.done).map((item) => item.text));
      return writeHandover(
        meeting.id,
        found.revision,
        texts.map((text) => ({ text, done: done.has(text) })),
        letter,
      );
    },
    onSuccess: (now) => {
      client.setQueryData(hostingKeys.handover(meeting.id), now);
      tell(t('hosting.saved'));
      onClose();
    },
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  return (
    <Dialog
      title={t('hosting.handover')}
      isOpen
      onClose={onClose}
      shape="wide"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={save.isPending} onPress={() => save.mutate()}>
            {t('hosting.save')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {save.error && !refused?.fields.length && (
          <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>
        )}
        <Field
          label={t('hosting.lines')}
          hint={t('hosting.linesHint')}
          value={lines}
          onChange={setLines}
          rows={10}
          error={refused?.field('/items') ?? refused?.field('/items/text')}
        />
        <Field
          label={t('hosting.letter')}
          hint={t('hosting.letterHint')}
          value={letter}
          onChange={setLetter}
          rows={8}
          maxLength={8000}
          error={refused?.field('/letter')}
        />
      </div>
    </Dialog>
  );
}
