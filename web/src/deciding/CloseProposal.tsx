import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { keys } from '../api/keys.ts';
import { sentence } from '../api/problem.ts';
import { closeProposal } from '../api/proposals.ts';
import type { Proposal, ProposalResult } from '../api/types.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Radios } from '../ui/Radios.tsx';
import { tell } from '../ui/Toasts.tsx';
import { Counts } from '../ui/Voices.tsx';
import { WrittenFor } from '../ui/WrittenFor.tsx';
import { DraftNote } from '../writing/DraftNote.tsx';
import { useDraft } from '../writing/draft.ts';
import { OtherDraft } from '../writing/OtherDraft.tsx';
import css from './Deciding.module.css';

const RESULTS: readonly ProposalResult[] = ['adopted', 'rejected', 'withdrawn'];

interface Props {
  proposal: Proposal;
  /** What stands first in the foot, such as the way to the thread. */
  beside?: ReactNode;
  onClose: () => void;
  onDone?: () => void;
}

/** Stating how it went. Before the time is over nothing is decided over the heads of those who may still speak. */
export function CloseProposal({ proposal, beside, onClose, onDone }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const everybody = proposal.voting === 'organisation' && proposal.missing.length === 0;
  const decidable = !proposal.open || everybody;
  const [result, setResult] = useState<ProposalResult | null>(null);
  const draft = useDraft(`closing:${proposal.conversation_id}`);
  const outcome = draft.text;
  const close = useMutation({
    mutationFn: (result: ProposalResult) => closeProposal(proposal, result, outcome.trim()),
    onSuccess: () => {
      draft.clear();
      tell(t('asking.proposal.closedDone'));
      void client.invalidateQueries({ queryKey: ['decisions'] });
      onDone?.();
      onClose();
    },
    // a vote may have come meanwhile: it is shown, and what one wrote stays
    onSettled: () => void client.invalidateQueries({ queryKey: keys.proposal(proposal.conversation_id) }),
  });
  return (
    <Dialog
      title={t('asking.proposal.closeTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          {beside}
          <DraftNote state={draft.state} />
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={!result || close.isPending}
            onPress={() => result && close.mutate(result)}
          >
            {close.isPending ? t('asking.proposal.closing') : t('asking.proposal.closeNow')}
          </Button>
        </>
      }
    >
      {close.error && <Notice wrong>{sentence(close.error, t('ui.broken.body'))}</Notice>}
      <p className={css.note}>
        {decidable ? t('asking.proposal.closeHint') : t('asking.proposal.closeEarly')}
      </p>
      <p className={css.words}>{proposal.wording}</p>
      {proposal.counts.length > 0 && <Counts counts={proposal.counts} />}
      <Radios
        label={t('asking.proposal.resultLabel')}
        value={result}
        onChange={setResult}
        options={RESULTS.map((id) => ({
          id,
          text: t(`asking.proposal.result.${id}`),
          note: t(`asking.proposal.resultHint.${id}`),
          disabled: !decidable && id !== 'withdrawn',
        }))}
      />
      {result !== 'withdrawn' && (
        <>
          <OtherDraft draft={draft} />
          <Field
            label={t('asking.proposal.outcome')}
            hint={t('asking.proposal.outcomeHint')}
            value={outcome}
            onChange={(written) => draft.write(written)}
            rows={3}
            maxLength={4000}
          />
        </>
      )}
      <WrittenFor conversation={proposal.conversation_id} />
    </Dialog>
  );
}
