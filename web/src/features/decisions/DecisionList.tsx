import { Link, useParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { useNetworks } from '../../api/networks.ts';
import { decisionPage } from '../../api/proposals.ts';
import type { DecisionRow } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { date } from '../../locales/dates.ts';
import { roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Paged } from '../../ui/Paged.tsx';
import css from './Decisions.module.css';

/** What a network has decided, the latest first. */
export function DecisionList() {
  const { t, language } = useWords();
  const { slug } = useParams();
  const network = useNetworks().find((one) => one.slug === slug);
  const id = network?.id ?? '';
  const decisions = usePaged<DecisionRow>(
    keys.decisions(id),
    (cursor, limit) => decisionPage(id, cursor, limit),
    Boolean(network),
  );
  return (
    <Page
      title={t('asking.decision.title')}
      above={network && <Link to={`/natverk/${network.slug}/samtal`}>{network.name}</Link>}
      below={t('asking.decision.lead')}
    >
      <Paged
        list={decisions}
        lines={6}
        empty={<Empty title={t('asking.decision.empty')}>{t('asking.decision.emptyHint')}</Empty>}
      >
        <ul className={css.list}>
          {decisions.items.map((one) => (
            <li key={one.id} className={css.row}>
              <Link to={`/beslut/${one.id}`} className={css.title}>
                {one.title}
              </Link>
              <p className={css.wording}>{one.wording}</p>
              <p className={css.facts}>
                {t(`asking.proposal.result.${one.result}`)} · {date(one.decided_on, language)} ·{' '}
                {roomName(one.room, t)}
              </p>
            </li>
          ))}
        </ul>
      </Paged>
    </Page>
  );
}
