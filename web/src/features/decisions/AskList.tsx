import { Link, useParams } from 'react-router';
import { askPage } from '../../api/asks.ts';
import { keys } from '../../api/keys.ts';
import { useNetworks } from '../../api/networks.ts';
import type { AskRow } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { date, day, daysUntil } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Paged } from '../../ui/Paged.tsx';
import css from './Decisions.module.css';

/** What a network has been asked, the latest first, with what came of it. */
export function AskList() {
  const { t } = useWords();
  const { slug } = useParams();
  const network = useNetworks().find((one) => one.slug === slug);
  const id = network?.id ?? '';
  const asks = usePaged<AskRow>(
    keys.asks(id),
    (cursor, limit) => askPage(id, cursor, limit),
    Boolean(network),
  );
  return (
    <Page
      title={t('asking.list.title')}
      above={network && <Link to={`/natverk/${network.slug}/samtal`}>{network.name}</Link>}
      below={t('asking.list.lead')}
    >
      <Paged
        list={asks}
        lines={6}
        empty={<Empty title={t('asking.list.empty')}>{t('asking.list.emptyHint')}</Empty>}
      >
        <ul className={css.list}>
          {asks.items.map((one) => (
            <Asked key={one.conversation_id} ask={one} />
          ))}
        </ul>
      </Paged>
    </Page>
  );
}

function Asked({ ask }: { ask: AskRow }) {
  const { t, language } = useWords();
  const { answered, asked, closed_at, due_on } = ask;
  const when = closed_at
    ? t('asking.list.closed', { when: date(closed_at, language) })
    : t(daysUntil(due_on) < 0 ? 'asking.duePassed' : 'asking.due', { when: day(due_on, language) });
  return (
    <li className={css.row}>
      <Link to={`/samtal/${ask.conversation_id}`} className={css.title}>
        {ask.title}
      </Link>
      <p className={css.facts}>
        {t('asking.list.asked', { when: date(ask.created_at, language) })} ·{' '}
        {t('asking.answered', { answered, asked })} · {when}
      </p>
      {ask.document_id && (
        <p className={css.facts}>
          <Link to={`/dokument/${ask.document_id}`}>{t('asking.summary')}</Link>
        </p>
      )}
    </li>
  );
}
