import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { confirmProposal, declineProposal, withdrawProposal } from '../../api/seats.ts';
import type { SeatProposal, SeatView } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SeatPage.module.css';

/** Who is proposed to take over, and what became of earlier proposals. */
export function Proposals({ seat }: { seat: SeatView }) {
  const { t } = useWords();
  return (
    <Part title={t('succession.title')}>
      <ul className={css.lines}>
        {seat.proposals.map((one) => (
          <Line key={one.id} seat={seat} proposal={one} />
        ))}
      </ul>
    </Part>
  );
}

function Line({ seat, proposal }: { seat: SeatView; proposal: SeatProposal }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [declining, setDeclining] = useState(false);
  const again = () => client.invalidateQueries({ queryKey: keys.seat(seat.id) });
  const act = useMutation({
    mutationFn: async (what: 'confirm' | 'withdraw') => {
      if (what === 'confirm') await confirmProposal(proposal.id);
      else await withdrawProposal(proposal.id);
      tell(
        t(what === 'confirm' ? 'succession.confirmed' : 'succession.withdrawn', { email: proposal.email }),
      );
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: again,
  });
  const { by, on, reference, document } = proposal.appointment;
  const facts = [
    proposal.email,
    t('succession.fromDay', { date: date(proposal.from, language) }),
    proposal.last_day && t('succession.until', { date: date(proposal.last_day, language) }),
  ].filter(Boolean);
  const decided = [
    by && t('seat.appointedBy', { by }),
    on && t('seat.appointedOn', { date: date(on, language) }),
    reference,
  ].filter(Boolean);
  const open = proposal.state === 'open';
  return (
    <li className={css.line}>
      <div>
        <p className={css.name}>{proposal.name}</p>
        <p className={css.quiet}>{facts.join(' · ')}</p>
        {(decided.length > 0 || document) && (
          <p className={css.quiet}>
            {decided.join(' · ')}
            {document && (
              <>
                {decided.length > 0 && ' · '}
                <Link to={`/dokument/${document.id}`}>{document.name}</Link>
              </>
            )}
          </p>
        )}
        {proposal.note && <p className={css.quiet}>”{proposal.note}”</p>}
        <p className={open ? css.odd : css.quiet}>
          {t(`succession.state.${proposal.state}`, { reason: proposal.declined_reason ?? '' })}
        </p>
      </div>
      {open && (
        <div className={css.acts}>
          {seat.may.invite && (
            <>
              <Button isDisabled={act.isPending} onPress={() => act.mutate('confirm')}>
                {t('succession.confirm')}
              </Button>
              <Button look="quiet" onPress={() => setDeclining(true)}>
                {t('succession.decline')}
              </Button>
            </>
          )}
          {seat.may.keep && (
            <Button look="quiet" isDisabled={act.isPending} onPress={() => act.mutate('withdraw')}>
              {t('succession.withdraw')}
            </Button>
          )}
        </div>
      )}
      {declining && (
        <Decline
          proposal={proposal}
          onClose={() => {
            setDeclining(false);
            void again();
          }}
        />
      )}
    </li>
  );
}

function Decline({ proposal, onClose }: { proposal: SeatProposal; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const decline = useMutation({
    mutationFn: () => declineProposal(proposal.id, reason),
    onSuccess: onClose,
  });
  const refused = decline.error instanceof ApiError ? decline.error : null;
  return (
    <Dialog
      title={t('succession.declineOf', { name: proposal.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={decline.isPending} onPress={() => decline.mutate()}>
            {t('succession.decline')}
          </Button>
        </>
      }
    >
      <div className={css.fields}>
        {decline.error && !refused?.fields.length && (
          <Notice wrong>{sentence(decline.error, t('ui.broken.body'))}</Notice>
        )}
        <Field
          label={t('succession.reason')}
          hint={t('succession.reasonHint')}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={1000}
          error={refused?.field('/reason')}
        />
      </div>
    </Dialog>
  );
}
