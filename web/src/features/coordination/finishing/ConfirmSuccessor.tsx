import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../../api/keys.ts';
import { sentence } from '../../../api/problem.ts';
import { confirmProposal, seatQuery } from '../../../api/seats.ts';
import { DeclineSuccessor } from '../../../inviting/DeclineSuccessor.tsx';
import { ProposalFacts } from '../../../inviting/ProposalFacts.tsx';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import css from './Finishing.module.css';
import type { Finishing } from './finishing.ts';

/** Who is to get the seat, at which address and on whose decision; what is pressed next gives it to them. */
export function ConfirmSuccessor({ matter, onClose, onDone }: Finishing) {
  const { t } = useWords();
  const client = useQueryClient();
  const seat = useQuery(seatQuery(matter.part_id ?? '')).data;
  const [declining, setDeclining] = useState(false);
  const again = () => client.invalidateQueries({ queryKey: keys.seat(matter.part_id ?? '') });
  const finished = (told: string) => {
    tell(told);
    void again();
    onDone();
    onClose();
  };
  const confirm = useMutation({
    mutationFn: () => confirmProposal(matter.subject_id),
    onSuccess: () => finished(t('desk.done.successor_proposed')),
    onError: again,
  });
  const proposal = seat?.proposals.find((one) => one.id === matter.subject_id);
  if (!seat || !proposal) return null;
  if (declining)
    return (
      <DeclineSuccessor
        proposal={proposal}
        onClose={() => setDeclining(false)}
        onDone={() => finished(t('succession.declined'))}
      />
    );
  const named = seat.title || t(`terms.seat.${seat.kind}`);
  return (
    <Dialog
      title={t('succession.confirmOf', { name: proposal.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Link to={`/uppdrag/${seat.id}`}>{t('desk.whole.seat')}</Link>
          <Button onPress={() => setDeclining(true)}>{t('succession.decline')} …</Button>
          <Button
            look="filled"
            autoFocus
            isDisabled={confirm.isPending || proposal.state !== 'open'}
            onPress={() => confirm.mutate()}
          >
            {t('succession.confirm')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {confirm.error && <Notice wrong>{sentence(confirm.error, t('ui.broken.body'))}</Notice>}
        <p>{`${seat.organisation.name}, ${named}`}</p>
        <ProposalFacts seat={seat} proposal={proposal} />
      </div>
    </Dialog>
  );
}
