import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { keys } from '../../../api/keys.ts';
import { proposalQuery, voicePage } from '../../../api/proposals.ts';
import type { Conversation, Voice } from '../../../api/types.ts';
import { usePaged } from '../../../api/usePaged.ts';
import { date, moment } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Writing } from '../../../moderating/Writing.tsx';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Later } from '../../../ui/Later.tsx';
import { Failure, Notice } from '../../../ui/Notice.tsx';
import { Part } from '../../../ui/Page.tsx';
import { More } from '../../../ui/Paged.tsx';
import { Counts, VoiceTable } from '../../../ui/Voices.tsx';
import { useCastsWaiting } from '../../../writing/outbox.ts';
import { FirstMessage } from '../FirstMessage.tsx';
import { OutgoingVoice } from './OutgoingVoice.tsx';
import css from './Proposal.module.css';
import { Vote } from './Vote.tsx';

const CloseProposal = lazy(async () => ({
  default: (await import('../../../deciding/CloseProposal.tsx')).CloseProposal,
}));

/** A proposal: its wording, one's own vote, the others', and the way to state how it went. */
export function ProposalPanel({ conversation }: { conversation: Conversation }) {
  const { t, language } = useWords();
  const { id } = conversation;
  const [closing, setClosing] = useState(false);
  const query = useQuery(proposalQuery(id));
  const voices = usePaged<Voice>(keys.voices(id), (cursor, limit) => voicePage(id, cursor, limit));
  // What waited for the line until the time was over is told, though nobody votes any more.
  const late = useCastsWaiting(id);
  const proposal = query.data;
  if (query.error && !proposal) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!proposal) return <Later lines={6} />;
  const heard = proposal.counts.reduce((sum, one) => sum + one.voices, 0);
  const asked = heard + proposal.missing.length;
  const { result } = proposal;
  const said = (voice: Voice) =>
    (voice.reason || voice.hidden_reason !== null) && (
      <Writing
        writing={{ id, kind: 'reason', part: voice.voter_id }}
        named={voice.organisation.name}
        author={voice.author.id}
        hidden={voice.hidden_reason}
        manages={conversation.may.manage}
      >
        {voice.reason}
      </Writing>
    );
  return (
    <div className={css.panel}>
      <p className={css.facts}>
        <strong>
          {proposal.voting === 'organisation'
            ? t('asking.heard', { heard, asked })
            : t('asking.heardPeople', { count: heard })}
        </strong>
        <span>
          {proposal.voting === 'organisation'
            ? t('asking.proposal.byOrganisation')
            : t('asking.proposal.byPerson')}
        </span>
        {!result && (
          <span>
            {t(proposal.open ? 'asking.proposal.openUntil' : 'asking.proposal.over', {
              when: moment(proposal.closes_at, language),
            })}
          </span>
        )}
      </p>
      {result && (
        <Notice
          action={
            proposal.decision_id && (
              <ButtonLink to={`/beslut/${proposal.decision_id}`}>
                {t('asking.proposal.toDecision')}
              </ButtonLink>
            )
          }
        >
          {t('asking.proposal.decided', {
            result: t(`asking.proposal.result.${result}`),
            when: date(proposal.closed_at ?? '', language),
          })}
        </Notice>
      )}
      <section className={css.wording} aria-labelledby="wording">
        <h2 id="wording" className={css.label}>
          {t('asking.proposal.wording')}
        </h2>
        <p className={css.words}>{proposal.wording}</p>
      </section>
      <FirstMessage conversation={conversation} />
      {proposal.open &&
        (proposal.mine.length === 0 ? (
          <p className={css.note}>{t('asking.proposal.notYours')}</p>
        ) : (
          proposal.mine.map((own) => (
            <Vote key={own.organisation?.id ?? 'self'} conversation={id} own={own} />
          ))
        ))}
      {!proposal.open && late.map((one) => <OutgoingVoice key={one.client_id} outgoing={one} over />)}
      <Part
        title={t('asking.proposal.votes')}
        acts={
          proposal.may_close &&
          !result && <Button onPress={() => setClosing(true)}>{t('asking.proposal.close')}</Button>
        }
      >
        {heard > 0 && <Counts counts={proposal.counts} />}
        {!voices.data ? (
          <Later lines={3} />
        ) : voices.items.length === 0 ? (
          <Empty title={t('asking.proposal.noVotes')} />
        ) : (
          <VoiceTable voices={voices.items} said={said} />
        )}
        <More list={voices} />
      </Part>
      {proposal.missing.length > 0 && (
        <Part title={t('asking.missingVotes')}>
          <ul className={css.names}>
            {proposal.missing.map((one) => (
              <li key={one.id}>{one.name}</li>
            ))}
          </ul>
        </Part>
      )}
      {closing && (
        <Suspense fallback={null}>
          <CloseProposal proposal={proposal} onClose={() => setClosing(false)} />
        </Suspense>
      )}
    </div>
  );
}
