import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { decisionQuery, voicePage } from '../../api/proposals.ts';
import type { Voice } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useLiesIn } from '../../frame/currentNetwork.ts';
import { date } from '../../locales/dates.ts';
import { roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { More } from '../../ui/Paged.tsx';
import { Counts, VoiceTable } from '../../ui/Voices.tsx';
import css from './Decisions.module.css';

/** A decision: what was decided, when, what it leads to, and by which voices. */
export function DecisionPage() {
  const { t, language } = useWords();
  const { id = '' } = useParams();
  const query = useQuery(decisionQuery(id));
  const decision = query.data;
  const from = decision?.conversation_id ?? '';
  const voices = usePaged<Voice>(
    keys.voices(from),
    (cursor, limit) => voicePage(from, cursor, limit),
    Boolean(decision),
  );
  useLiesIn(decision?.network?.id);
  if (query.error && !decision) return <FailedPage error={query.error} retry={() => void query.refetch()} />;
  if (!decision) return <Later lines={6} />;
  return (
    <Page
      title={decision.title}
      above={
        <span className={css.above}>
          {decision.network && (
            <Link to={`/natverk/${decision.network.slug}/beslut`}>{t('asking.decision.title')}</Link>
          )}
          <span>{roomName(decision.room, t)}</span>
        </span>
      }
      below={
        <span className={css.below}>
          <span>
            {t(`asking.proposal.result.${decision.result}`)} · {date(decision.decided_on, language)}
          </span>
          <AudienceLine audience={decision.audience} room={decision.room.id} />
        </span>
      }
    >
      <section className={css.decided} aria-labelledby="decided">
        <h2 id="decided" className={css.label}>
          {t('asking.decision.wording')}
        </h2>
        <p className={css.words}>{decision.wording}</p>
      </section>
      {decision.outcome && (
        <Part title={t('asking.decision.outcome')}>
          <p className={css.outcome}>{decision.outcome}</p>
        </Part>
      )}
      <Part title={t('asking.proposal.votes')}>
        <p className={css.facts}>
          {decision.voting === 'organisation'
            ? t('asking.proposal.byOrganisation')
            : t('asking.proposal.byPerson')}
        </p>
        <Counts counts={decision.counts} />
        {voices.items.length > 0 && <VoiceTable voices={voices.items} />}
        <More list={voices} />
      </Part>
      <p>
        <Link to={`/samtal/${decision.conversation_id}`}>{t('asking.decision.from')}</Link>
      </p>
    </Page>
  );
}
