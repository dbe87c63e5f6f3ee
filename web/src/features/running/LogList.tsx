import { useDeferredValue, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { ApiError } from '../../api/problem.ts';
import { type LogFilter, logFile, logPage } from '../../api/running.ts';
import type { Noted } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { FileLink } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { ChainNotice } from './ChainNotice.tsx';
import { factsOf } from './facts.ts';
import css from './Running.module.css';

const EVERYTHING: LogFilter = { act: '', q: '', from: '', to: '' };

/** What was done, the newest first: who, what, to what; never what anybody wrote. A network's, or everything. */
export function LogList({ network }: { network?: string }) {
  const { t } = useWords();
  const [filter, setFilter] = useState(EVERYTHING);
  const asked = useDeferredValue(filter);
  const list = usePaged<Noted>(keys.log(network, asked), logPage(network, asked));
  // told at the field: nothing has gone wrong, and there is nothing to list or take along
  const wrongDays = list.error instanceof ApiError ? list.error.field('/to') : undefined;
  const change = (part: Partial<LogFilter>) => setFilter({ ...filter, ...part });
  const acts: Record<string, string> = t('log.acts', { returnObjects: true });
  return (
    <>
      <ChainNotice network={network} />
      <div className={css.filters}>
        <Field
          label={t('running.findInLog')}
          value={filter.q}
          onChange={(q) => change({ q: q.slice(0, 100) })}
          type="search"
        />
        <Choose
          label={t('running.actFilter')}
          value={filter.act}
          onChange={(act) => change({ act })}
          options={[
            { id: '', text: t('running.allActs') },
            ...Object.entries(acts).map(([id, text]) => ({ id, text })),
          ]}
        />
        <Field
          label={t('running.fromDay')}
          type="date"
          value={filter.from}
          onChange={(from) => change({ from })}
        />
        <Field
          label={t('running.toDay')}
          type="date"
          value={filter.to}
          onChange={(to) => change({ to })}
          error={wrongDays}
        />
      </div>
      {!wrongDays && (
        <>
          <p className={css.tools}>
            <FileLink href={logFile(network, asked, 'xlsx')} download>
              {t('running.takeLog')}
            </FileLink>
            <FileLink look="quiet" href={logFile(network, asked, 'csv')} download>
              {t('running.takeLogCsv')}
            </FileLink>
          </p>
          <Paged
            list={list}
            lines={6}
            empty={<Empty title={t(filter === EVERYTHING ? 'running.emptyLog' : 'running.nothingInLog')} />}
          >
            <ul className={css.rows}>
              {list.items.map((one) => (
                <Act key={one.id} act={one} words={acts[one.act] ?? one.act} everywhere={!network} />
              ))}
            </ul>
          </Paged>
        </>
      )}
    </>
  );
}

function Act({ act, words, everywhere }: { act: Noted; words: string; everywhere: boolean }) {
  const { t, language } = useWords();
  const where = everywhere && act.network?.name !== act.subject_name ? act.network?.name : null;
  return (
    <li className={css.row}>
      <p>
        <strong>{act.actor_name ?? (act.actor ? t('terms.representative') : t('running.bySystem'))}</strong>{' '}
        {words}
        {act.subject_name && <>: {act.subject_name}</>}
      </p>
      <p className={css.facts}>
        {[factsOf(act, t, language), moment(act.at, language), where, t('running.number', { number: act.id })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!act.sound && <p className={css.wrong}>{t('running.chain.row')}</p>}
    </li>
  );
}
