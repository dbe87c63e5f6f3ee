import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { confirmProposal, withdrawProposal } from '../../api/seats.ts';
import type { SeatProposal, SeatView } from '../../api/types.ts';
import { DeclineSuccessor } from '../../inviting/DeclineSuccessor.tsx';
import { ProposalFacts } from '../../inviting/ProposalFacts.tsx';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
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
  const { t } = useWords();
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
  const open = proposal.state === 'open';
  return (
    <li className={css.line}>
      <div>
        <p className={css.name}>{proposal.name}</p>
        <ProposalFacts seat={seat} proposal={proposal} />
        <p className={open ? css.odd : css.quiet}>
          {t(`succession.state.${proposal.state}`, { reason: proposal.declined_reason ?? '' })}
        </p>
      </div>
      {open && (
        <div className={css.acts}>
          {seat.may.invite && (
            <>
              <Button isPending={act.isPending} onPress={() => act.mutate('confirm')}>
                {t('succession.confirm')}
              </Button>
              <Button look="quiet" onPress={() => setDeclining(true)}>
                {t('succession.decline')} …
              </Button>
            </>
          )}
          {seat.may.keep && (
            <Button look="quiet" isPending={act.isPending} onPress={() => act.mutate('withdraw')}>
              {t('succession.withdraw')}
            </Button>
          )}
        </div>
      )}
      {declining && (
        <DeclineSuccessor
          proposal={proposal}
          onClose={() => setDeclining(false)}
          onDone={() => {
            setDeclining(false);
            tell(t('succession.declined'));
            void again();
          }}
        />
      )}
    </li>
  );
}
