import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { makeSeat } from '../../api/seats.ts';
import type { Named } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Radios } from '../../ui/Radios.tsx';
import css from './Participants.module.css';

/** A new place for an organisation; its page comes next, where somebody is invited. */
export function NewSeat({
  network,
  organisations,
  onClose,
}: {
  network: string;
  organisations: Named[];
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [organisation, setOrganisation] = useState(organisations[0]?.id ?? '');
  const [kind, setKind] = useState<'official' | 'elected'>('official');
  const [title, setTitle] = useState('');
  const [mandate, setMandate] = useState('');
  const make = useMutation({
    mutationFn: () => makeSeat(network, { organisation_id: organisation, kind, title, mandate }),
    onSuccess: (seat) => {
      client.setQueryData(keys.seat(seat.id), seat);
      void client.invalidateQueries({ queryKey: keys.participations(network) });
      void navigate(`/uppdrag/${seat.id}`);
    },
  });
  const refused = make.error instanceof ApiError ? make.error : null;
  return (
    <Dialog
      title={t('seat.new')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={make.isPending} onPress={() => make.mutate()}>
            {t('seat.create')}
          </Button>
        </>
      }
    >
      <div className={css.fields}>
        {make.error && !refused?.fields.length && (
          <Notice wrong>{sentence(make.error, t('ui.broken.body'))}</Notice>
        )}
        <Choose
          label={t('network.organisation')}
          value={organisation}
          onChange={setOrganisation}
          options={organisations.map((one) => ({ id: one.id, text: one.name }))}
        />
        <Radios
          label={t('seat.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { id: 'official', text: t('terms.seat.official') },
            { id: 'elected', text: t('terms.seat.elected') },
          ]}
        />
        <Field
          label={t('seat.title')}
          hint={t('seat.titleHint')}
          value={title}
          onChange={setTitle}
          maxLength={120}
          error={refused?.field('/title')}
        />
        <Field
          label={t('seat.mandate')}
          hint={t('seat.mandateHint')}
          value={mandate}
          onChange={setMandate}
          rows={4}
          maxLength={2000}
          error={refused?.field('/mandate')}
        />
      </div>
    </Dialog>
  );
}
