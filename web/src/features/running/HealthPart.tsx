import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../../api/running.ts';
import type { Health, Queue } from '../../api/types.ts';
import { clock, moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { size } from '../../ui/size.ts';
import css from './Running.module.css';

/** How all parts are: each a line with what it does, how it is, and what waits. Asked for again while it is shown. */
export function HealthPart() {
  const { t, language } = useWords();
  const health = useQuery(healthQuery);
  if (health.error && !health.data)
    return <Failure error={health.error} retry={() => void health.refetch()} />;
  if (!health.data) return <Later lines={8} />;
  const now = health.data;
  return (
    <>
      <p className={css.facts}>
        {t('running.health.at', { time: clock(now.at, language), version: now.version })}
      </p>
      <ul className={css.rows}>
        <Row
          name={t('running.health.database')}
          is="well"
          words={t('running.health.answers', {
            engine: now.postgres ? 'PostgreSQL' : 'SQLite',
            ms: now.database_ms.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
              maximumFractionDigits: 1,
            }),
          })}
        />
        <Row
          name={t('running.health.realtime')}
          is={typeof now.sockets === 'number' ? 'well' : 'elsewhere'}
          words={
            typeof now.sockets === 'number'
              ? t('running.health.sockets', { count: now.sockets })
              : t('running.health.elsewhere')
          }
        />
        <Row
          name={t('running.health.search')}
          is={typeof now.searchable === 'number' ? 'well' : 'failing'}
          words={
            typeof now.searchable === 'number'
              ? t('running.health.searchable', { count: now.searchable })
              : t('running.health.noSearch')
          }
        />
        <Row
          name={t('running.health.office')}
          is={now.office.on === true ? 'well' : now.office.on === false ? 'off' : 'elsewhere'}
          words={[
            now.office.on === true && t('running.health.officeOn'),
            now.office.on === false && t('running.health.officeOff'),
            now.office.made > 0 && t('running.health.officeMade', { count: now.office.made }),
            now.office.refused > 0 && t('running.health.officeRefused', { count: now.office.refused }),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
        {now.readers.map((one) => (
          <Reader key={one.name} reader={one} />
        ))}
        <Waiting name={t('running.health.jobs')} queue={now.jobs} />
        <Waiting name={t('running.health.mails')} queue={now.mails} />
        {typeof now.free === 'number' && (
          <Row
            name={t('running.health.disk')}
            is={now.free < 1_000_000_000 ? 'failing' : 'well'}
            words={t('running.health.free', { size: size(now.free, language) })}
          />
        )}
      </ul>
    </>
  );
}

type Is = Queue['is'] | 'elsewhere' | 'off';

function Row({ name, is, words }: { name: string; is: Is; words: string }) {
  const { t } = useWords();
  return (
    <li className={css.row}>
      <div className={css.head}>
        <h2 className={css.name}>{name}</h2>
        <span className={css.is} data-is={is}>
          {t(`running.health.is.${is}`)}
        </span>
      </div>
      <p className={css.facts}>{words}</p>
    </li>
  );
}

const READERS = ['search-indexer', 'notifier', 'saved-searches'] as const;

function Reader({ reader }: { reader: Health['readers'][number] }) {
  const { t, language } = useWords();
  const known = READERS.find((one) => one === reader.name);
  const words = [
    reader.behind > 0 && reader.since
      ? t('running.health.behind', { count: reader.behind, since: moment(reader.since, language) })
      : t('running.health.caughtUp'),
    reader.passed_over > 0 && t('running.health.passedOver', { count: reader.passed_over }),
  ];
  return (
    <Row
      name={known ? t(`running.health.readers.${known}`) : reader.name}
      is={reader.is}
      words={words.filter(Boolean).join(' · ')}
    />
  );
}

function Waiting({ name, queue }: { name: string; queue: Queue }) {
  const { t, language } = useWords();
  const words = [
    queue.waiting > 0 && queue.since
      ? t('running.health.waiting', { count: queue.waiting, since: moment(queue.since, language) })
      : t('running.health.nothingWaits'),
    queue.failed > 0 && t('running.health.failed', { count: queue.failed }),
  ];
  return <Row name={name} is={queue.is} words={words.filter(Boolean).join(' · ')} />;
}
