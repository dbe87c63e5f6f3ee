import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePromise, recordPromise } from '../../api/dossier.ts';
import { keys } from '../../api/keys.ts';
import { participationsQuery } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Meeting, MeetingPromise, NotesPlace } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import css from './Promises.module.css';

const NOBODY = 'none';

/** What was decided or promised, in words of its own, with who and by when. */
export function PromiseForm({
  meeting,
  promise,
  passage,
  onClose,
}: {
  meeting: Meeting;
  promise: MeetingPromise | null;
  /** What of the notes it is made from. */
  passage: { quote: string | null; place: NotesPlace | null } | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [kind, setKind] = useState<MeetingPromise['kind']>(promise?.kind ?? 'promise');
  const [wording, setWording] = useState(promise?.wording ?? passage?.quote?.slice(0, 1000) ?? '');
  const [who, setWho] = useState(promise?.organisation?.id ?? NOBODY);
  const [due, setDue] = useState(promise?.due_on ?? '');
  const organisations = useQuery(participationsQuery(meeting.network_id)).data ?? [];
  const save = useMutation({
    mutationFn: () => {
      const said = {
        kind,
        wording,
        organisation_id: who === NOBODY ? null : who,
        due_on: due || null,
      };
      return promise
        ? changePromise(promise, said)
        : recordPromise(meeting.id, {
            ...said,
            quote: passage?.quote ?? null,
            place: passage?.place ?? null,
          });
    },
    onSuccess: (next) => {
      client.setQueryData(keys.dossier(meeting.id), next);
      onClose();
    },
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const wrong = refused?.field('/organisation_id');
  return (
    <Dialog
      title={t(promise ? 'dossier.promise.change' : 'dossier.promise.new')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => save.mutate()} isDisabled={save.isPending}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {save.error && (
          <Notice wrong>
            {wrong ? t('dossier.promise.needsWho') : sentence(save.error, t('ui.broken.body'))}
          </Notice>
        )}
        <Radios
          label={t('dossier.promise.what')}
          value={kind}
          onChange={(next) => setKind(next as MeetingPromise['kind'])}
          options={(['promise', 'decision'] as const).map((id) => ({
            id,
            text: t(`dossier.promise.kind.${id}`),
            note: t(`dossier.promise.hint.${id}`),
          }))}
        />
        <Field
          label={t('dossier.promise.wording')}
          hint={<WrittenFor audience={meeting.room.audience} />}
          value={wording}
          onChange={setWording}
          rows={3}
          maxLength={1000}
          error={refused?.field('/wording')}
        />
        <Choose
          label={t('dossier.promise.who')}
          value={who}
          onChange={setWho}
          options={[
            { id: NOBODY, text: t('dossier.promise.network') },
            ...organisations.map((one) => ({ id: one.organisation.id, text: one.organisation.name })),
          ]}
        />
        <Field label={t('dossier.promise.by')} type="date" value={due} onChange={setDue} />
      </div>
    </Dialog>
  );
}
