import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sayCondition } from '../../api/conditions.ts';
import { useNetworks } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { ConditionState, OrganisationConditions } from '../../api/types.ts';
import { conditionWords } from '../../locales/conditionWords.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { ScanField } from '../../uploading/ScanField.tsx';
import { STATES } from './Answers.tsx';

/** How an organisation stands to a condition, and what shows it. */
export function SayDialog({
  network,
  organisation,
  held,
  onClose,
  onDone,
}: {
  network: string;
  organisation: string;
  held: OrganisationConditions['conditions'][number];
  onClose: () => void;
  onDone: (now: OrganisationConditions) => void;
}) {
  const { t } = useWords();
  const [state, setState] = useState<ConditionState | null>(held.state);
  const [text, setText] = useState(held.text ?? '');
  const [url, setUrl] = useState(held.url ?? '');
  const [document, setDocument] = useState(held.document_id);
  const [wrong, setWrong] = useState(false);
  const [day, setDay] = useState(held.dated_on ?? '');
  const coordinates = useNetworks().some(
    (one) => one.id === network && one.my_standings.includes('coordinator'),
  );
  const say = useMutation({
    mutationFn: () =>
      sayCondition(network, organisation, held.id, {
        state: state ?? 'unclear',
        text: text.trim(),
        url: url.trim() || null,
        document_id: document,
        dated_on: day || null,
      }),
    onSuccess: onDone,
  });
  const refused = say.error instanceof ApiError ? say.error : null;
  return (
    <Dialog
      title={conditionWords(held, t).title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={!state || wrong || say.isPending} onPress={() => say.mutate()}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {say.error && !refused?.fields.length && (
        <Notice wrong>{sentence(say.error, t('ui.broken.body'))}</Notice>
      )}
      <Radios
        label={t('conditions.state')}
        value={state}
        onChange={setState}
        options={STATES.map((id) => ({ id, text: t(`joining.state.${id}`) }))}
      />
      <Field
        label={t('conditions.shows')}
        hint={t('conditions.showsHint')}
        rows={3}
        maxLength={4000}
        value={text}
        onChange={setText}
        error={refused?.field('/text')}
      />
      <Field
        label={t('conditions.url')}
        type="url"
        maxLength={1000}
        value={url}
        onChange={setUrl}
        error={refused?.field('/url')}
      />
      <ScanField
        label={t('conditions.document')}
        network={network}
        room={coordinates ? 'coordination' : 'members'}
        value={document}
        onChange={setDocument}
        onWrong={setWrong}
      />
      <Field label={t('conditions.day')} type="date" value={day} onChange={setDay} />
    </Dialog>
  );
}
