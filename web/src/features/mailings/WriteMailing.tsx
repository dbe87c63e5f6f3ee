import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { previewMailing, sendMailing } from '../../api/mailings.ts';
import { participationsQuery } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { MailingPreview, SeatSelection } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import sheet from '../../ui/Sheet.module.css';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import { DraftNote } from '../../writing/DraftNote.tsx';
import { useDraft } from '../../writing/draft.ts';
import { OtherDraft } from '../../writing/OtherDraft.tsx';
import { PreviewLetter } from './PreviewLetter.tsx';

const STATES = ['member', 'resting', 'observer'] as const;
type By = 'all' | 'organisations' | 'seats';

/** Writing to chosen seats: to whom, what, and how it reads for one of them, before it is sent. */
export function WriteMailing({
  network,
  onDone,
  onSent,
}: {
  network: string;
  onDone: () => void;
  onSent: (sent: { id: string; subject: string; text: string; recipients: number }) => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const all = useQuery(participationsQuery(network));
  const [states, setStates] = useState<string[]>([...STATES]);
  const [kind, setKind] = useState<'any' | 'official' | 'elected'>('any');
  const [by, setBy] = useState<By>('all');
  const [organisations, setOrganisations] = useState<string[]>([]);
  const [seats, setSeats] = useState<string[]>([]);
  const draft = useDraft(`mailing:${network}`);
  const { title: subject, text } = draft;
  const [shown, setShown] = useState<MailingPreview | null>(null);
  const key = useRef(crypto.randomUUID());
  const to: SeatSelection = {
    states: by === 'seats' ? [] : STATES.filter((one) => states.includes(one)),
    kind: by === 'seats' || kind === 'any' ? null : kind,
    organisation_ids: by === 'organisations' ? organisations : [],
    seat_ids: by === 'seats' ? seats : [],
  };
  const look = useMutation({
    mutationFn: (shown_as: string | null) => previewMailing(network, { to, subject, text, shown_as }),
    onSuccess: setShown,
  });
  const send = useMutation({
    mutationFn: (recipients: number) => sendMailing(network, key.current, { to, subject, text, recipients }),
    onSuccess: ({ id }, recipients) => {
      draft.clear();
      void client.invalidateQueries({ queryKey: keys.mailings(network) });
      onSent({ id, subject, text, recipients });
    },
  });
  const refused = look.error instanceof ApiError ? look.error : null;
  const taking = (all.data ?? []).filter((one) => one.state !== 'queued');
  const nobody =
    (by === 'organisations' && organisations.length === 0) ||
    (by === 'seats' && seats.length === 0) ||
    (by !== 'seats' && to.states?.length === 0);
  if (shown)
    return (
      <PreviewLetter
        preview={shown}
        changing={look.isPending}
        onShowAs={(seat) => look.mutate(seat)}
        error={send.error}
        sending={send.isPending}
        onSend={() => send.mutate(shown.count)}
        onBack={() => {
          send.reset();
          setShown(null);
        }}
      />
    );
  return (
    <div className={sheet.form}>
      {look.error && !refused?.fields.length && (
        <Notice wrong>{sentence(look.error, t('ui.broken.body'))}</Notice>
      )}
      <div className={sheet.choose}>
        <Choose
          label={t('mailing.by')}
          value={by}
          onChange={(id) => setBy(id as By)}
          options={(['all', 'organisations', 'seats'] as const).map((id) => ({
            id,
            text: t(`mailing.bys.${id}`),
          }))}
        />
        {by !== 'seats' && (
          <>
            <Checks
              label={t('mailing.states')}
              value={states}
              onChange={setStates}
              options={STATES.map((id) => ({ id, text: t(`mailing.stateNames.${id}`) }))}
            />
            <Choose
              label={t('mailing.kind')}
              value={kind}
              onChange={(id) => setKind(id as typeof kind)}
              options={(['any', 'official', 'elected'] as const).map((id) => ({
                id,
                text: t(`mailing.kinds.${id}`),
              }))}
            />
          </>
        )}
        {by === 'organisations' && (
          <Checks
            label={t('mailing.organisations')}
            value={organisations}
            onChange={setOrganisations}
            options={taking.map((one) => ({ id: one.organisation.id, text: one.organisation.name }))}
          />
        )}
        {by === 'seats' && (
          <Checks
            label={t('mailing.seats')}
            value={seats}
            onChange={setSeats}
            options={taking.flatMap((one) =>
              one.seats
                .filter((seat) => seat.holders.length > 0)
                .map((seat) => ({
                  id: seat.id,
                  text: `${one.organisation.name}, ${seat.title || t(`terms.seat.${seat.kind}`)}`,
                })),
            )}
          />
        )}
      </div>
      <OtherDraft draft={draft} />
      <Field
        label={t('mailing.subject')}
        value={subject}
        onChange={(title) => draft.write(text, title)}
        maxLength={120}
        error={refused?.field('/subject')}
      />
      <Field
        label={t('mailing.text')}
        hint={
          <>
            <span>{t('mailing.textHint')}</span> <WrittenFor readers={t('mailing.readers')} />
          </>
        }
        rows={10}
        value={text}
        onChange={(written) => draft.write(written)}
        error={refused?.field('/text')}
      />
      <p className={sheet.quiet}>
        <DraftNote state={draft.state} />
      </p>
      <p className={sheet.acts}>
        <Button look="filled" isDisabled={look.isPending || nobody} onPress={() => look.mutate(null)}>
          {t('mailing.look')}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </p>
    </div>
  );
}
