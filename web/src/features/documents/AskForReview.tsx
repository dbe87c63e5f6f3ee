import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { audienceQuery } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { askForReview } from '../../api/together.ts';
import type { Document } from '../../api/types.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';

const inAWeek = () => new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** Who is to read the newest version, and until when. */
export function AskForReview({
  document,
  onClose,
  onDone,
}: {
  document: Document;
  onClose: () => void;
  onDone: (shown: Document) => void;
}) {
  const { t } = useWords();
  const readers = useQuery(audienceQuery(document.room.id)).data?.items ?? [];
  const [people, setPeople] = useState<string[]>([]);
  const [due, setDue] = useState(inAWeek);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const ask = useMutation({
    mutationFn: () =>
      askForReview(document.id, { reviewers: people, due_on: due, note: note.trim() || null }),
    onSuccess: (shown) => {
      onDone(shown);
      onClose();
    },
  });
  const refused = ask.error instanceof ApiError ? ask.error : null;
  const send = () => {
    setTried(true);
    if (people.length > 0 && due) ask.mutate();
  };
  return (
    <Dialog
      title={t('document.askForReview')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={send} isDisabled={ask.isPending}>
            {t('document.sendForReview')}
          </Button>
        </>
      }
    >
      <p>{t('document.reviewLead', { number: document.version })}</p>
      {ask.error && refused?.fields.length === 0 && (
        <Notice wrong>{sentence(ask.error, t('ui.broken.body'))}</Notice>
      )}
      <Checks
        label={t('document.reviewers')}
        value={people}
        onChange={setPeople}
        options={readers.map((one) => ({
          id: one.id,
          text: one.organisation ? `${personName(one, t)}, ${one.organisation.name}` : personName(one, t),
        }))}
        error={tried && people.length === 0 ? t('document.reviewersRequired') : refused?.field('/reviewers')}
      />
      <Field
        label={t('document.due')}
        type="date"
        value={due}
        onChange={setDue}
        error={refused?.field('/due_on')}
      />
      <Field
        label={t('document.reviewNote')}
        hint={<WrittenFor audience={document.audience} />}
        value={note}
        onChange={setNote}
        rows={3}
        maxLength={2000}
        error={refused?.field('/note')}
      />
    </Dialog>
  );
}
