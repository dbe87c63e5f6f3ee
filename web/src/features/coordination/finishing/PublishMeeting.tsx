import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { dossierQuery, publishMeeting } from '../../../api/dossier.ts';
import { cancelMeeting, holdAfterAll } from '../../../api/hosting.ts';
import { keys } from '../../../api/keys.ts';
import { meetingQuery, setMeetingState } from '../../../api/meetings.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import type { Dossier, Meeting } from '../../../api/types.ts';
import { listed } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Radios } from '../../../ui/Radios.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { WrittenFor } from '../../../ui/WrittenFor.tsx';
import css from './Finishing.module.css';
import type { Finishing } from './finishing.ts';

/** Without notes, decisions and promises there is nothing to publish: those are written where the meeting is. */
export const publishable = (lacking: Dossier['lacking']): boolean =>
  !(lacking.includes('notes') && lacking.includes('promises'));

/**
 * What a meeting that is over lacks, and publishing it all the same; or that it was never held. Taking notes is a work of its
 * own, so where nothing is written the dialog says so and leads there.
 */
export function PublishMeeting({ matter, onClose, onDone }: Finishing) {
  const meeting = useQuery(meetingQuery(matter.subject_id)).data;
  const dossier = useQuery(dossierQuery(matter.subject_id)).data;
  if (!meeting || !dossier) return null;
  return <Shown meeting={meeting} dossier={dossier} onClose={onClose} onDone={onDone} />;
}

function Shown({
  meeting,
  dossier,
  onClose,
  onDone,
}: Omit<Finishing, 'matter'> & { meeting: Meeting; dossier: Dossier }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const written = publishable(dossier.lacking);
  const cancellable = meeting.state !== 'documenting';
  const [held, setHeld] = useState<'yes' | 'no'>('yes');
  const [summary, setSummary] = useState(meeting.text ?? '');
  const [reason, setReason] = useState('');
  const show = (now: Meeting) => {
    client.setQueryData(keys.meeting(now.id), now);
    void client.invalidateQueries({ queryKey: keys.meetings(now.network_id) });
  };
  const undo = useMutation({
    mutationFn: holdAfterAll,
    onSuccess: (now) => {
      show(now);
      tell(t('cancelling.heldDone'));
      void client.invalidateQueries({ queryKey: keys.desk });
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const act = useMutation({
    mutationFn: async () => {
      if (held === 'no') return cancelMeeting(meeting, reason);
      // nobody said that it began: that it is over does
      const begun = meeting.state === 'ongoing' || meeting.state === 'documenting';
      const over = begun ? meeting : await setMeetingState(meeting, 'documenting');
      return publishMeeting(over, summary.trim() || null);
    },
    onSuccess: (now) => {
      show(now);
      if (held === 'yes') tell(t('dossier.publish.done'));
      else tell(t('cancelling.done'), () => undo.mutate(now));
      onDone();
      onClose();
    },
    onError: () => void client.invalidateQueries({ queryKey: keys.meeting(meeting.id) }),
  });
  const refused = act.error instanceof ApiError ? act.error : null;
  const left = dossier.lacking.map((one) => t(`dossier.lacking.${one}`));
  const publishes = held === 'yes';
  return (
    <Dialog
      title={t('desk.publish.title', { title: meeting.title })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Link to={publishes && !written ? `/traffar/${meeting.id}/anteckningar` : `/traffar/${meeting.id}`}>
            {t(publishes && !written ? 'dossier.notes.open' : 'desk.whole.meeting')}
          </Link>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={act.isPending || (publishes && !written)}
            onPress={() => act.mutate()}
          >
            {t(publishes ? 'dossier.publish.confirm' : 'cancelling.confirm')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {act.error && !refused?.fields.length && (
          <Notice wrong>{sentence(act.error, t('ui.broken.body'))}</Notice>
        )}
        {cancellable && (
          <Radios
            label={t('desk.publish.held')}
            value={held}
            onChange={setHeld}
            options={[
              { id: 'yes', text: t('desk.publish.yes') },
              { id: 'no', text: t('desk.publish.no') },
            ]}
          />
        )}
        {publishes && !written && <Notice>{t('desk.publish.nothing')}</Notice>}
        {publishes && written && (
          <>
            <p>
              {left.length > 0
                ? t('dossier.publish.left', { what: listed(left, language) })
                : t('dossier.publish.nothingLeft')}
            </p>
            <Field
              label={t('dossier.publish.summary')}
              hint={
                <>
                  <span>{t('dossier.publish.summaryHint')}</span>{' '}
                  <WrittenFor audience={meeting.room.audience} />
                </>
              }
              value={summary}
              onChange={setSummary}
              rows={4}
              maxLength={4000}
              autoFocus
              error={refused?.field('/summary')}
            />
            <p className={css.quiet}>{t('dossier.publish.means')}</p>
          </>
        )}
        {!publishes && (
          <>
            <Field
              label={t('cancelling.reason')}
              hint={<WrittenFor audience={meeting.room.audience} />}
              value={reason}
              onChange={setReason}
              rows={3}
              maxLength={500}
              error={refused?.field('/reason')}
            />
            <p className={css.quiet}>
              {t(meeting.state === 'planned' ? 'cancelling.meansPlanned' : 'cancelling.means')}
            </p>
          </>
        )}
      </div>
    </Dialog>
  );
}
