import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { participationsQuery } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { RoomDetails } from '../../api/types.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Radios } from '../../ui/Radios.tsx';
import sheet from '../../ui/Sheet.module.css';
import { ChooseMany } from './ChooseMany.tsx';
import { AUDIENCES, asked, candidates, type Draft } from './choices.ts';
import { Readers } from './Readers.tsx';

/** What a room is called, what it is for and for whom; and who will see it, before it is saved. */
export function RoomForm({
  network,
  room,
  start,
  save,
  onDone,
  onCancel,
}: {
  network: string;
  /** The room that is changed; none for a new one. */
  room: RoomDetails | null;
  start: Draft;
  save: (draft: Draft) => Promise<RoomDetails>;
  onDone: (saved: RoomDetails) => void;
  onCancel: () => void;
}) {
  const { t } = useWords();
  const [draft, setDraft] = useState(start);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const all = useQuery(participationsQuery(network));
  const saving = useMutation({ mutationFn: () => save(draft), onSuccess: onDone });
  const refused = saving.error instanceof ApiError ? saving.error : null;
  const taking = (all.data ?? []).filter((one) => one.state !== 'queued');
  const ask = asked(draft, room?.room.id ?? null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit} className={sheet.form} noValidate>
      {saving.error && !refused?.fields.length && (
        <Notice wrong>{sentence(saving.error, t('ui.broken.body'))}</Notice>
      )}
      <Field
        label={t('rooms.name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={refused?.field('/name')}
        autoFocus
      />
      <Field
        label={t('rooms.purpose')}
        hint={t('rooms.purposeHint')}
        rows={3}
        value={draft.purpose}
        onChange={(purpose) => change({ purpose })}
        error={refused?.field('/purpose')}
      />
      {room ? (
        <p className={sheet.quiet}>{t('rooms.settled')}</p>
      ) : (
        <Radios
          label={t('rooms.forWhom')}
          value={draft.audience}
          onChange={(audience) => change({ audience })}
          options={AUDIENCES.map((id) => ({
            id,
            text: t(`rooms.audiences.${id}`),
            note: t(`rooms.audienceNotes.${id}`),
          }))}
        />
      )}
      {draft.audience === 'organisations' && (
        <ChooseMany
          label={t('rooms.organisations')}
          find={t('rooms.findOrganisation')}
          options={taking.map((one) => ({ id: one.organisation.id, text: one.organisation.name }))}
          value={draft.organisations}
          onChange={(organisations) => change({ organisations })}
          error={refused?.field('/organisation_ids')}
        />
      )}
      {draft.audience === 'named_group' && (
        <>
          <ChooseMany
            label={t('rooms.members')}
            find={t('rooms.findPerson')}
            options={candidates(taking, (name) => personName({ name }, t))}
            value={draft.members}
            onChange={(members) => change({ members })}
            error={refused?.field('/members')}
          />
          <Field
            label={t('rooms.endsOn')}
            hint={t('rooms.endsOnHint')}
            type="date"
            value={draft.ends_on}
            onChange={(ends_on) => change({ ends_on })}
            error={refused?.field('/ends_on')}
          />
        </>
      )}
      {ask && <Readers network={network} asked={ask} />}
      <p className={sheet.acts}>
        <Button look="filled" type="submit" isDisabled={saving.isPending}>
          {t(room ? 'rooms.save' : 'rooms.make')}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </p>
    </form>
  );
}
