import { useState } from 'react';
import { logPage } from '../../api/governing.ts';
import { keys } from '../../api/keys.ts';
import type { Noted } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import css from './Running.module.css';

/** What was done, the newest first: who, what, to what; never what anybody wrote. */
export function LogList() {
  const { t, language } = useWords();
  const [act, setAct] = useState('');
  const list = usePaged<Noted>(keys.log(act), logPage(act));
  const acts: Record<string, string> = t('running.acts', { returnObjects: true });
  return (
    <>
      <Choose
        label={t('running.actFilter')}
        value={act}
        onChange={setAct}
        options={[
          { id: '', text: t('running.allActs') },
          ...Object.entries(acts).map(([id, text]) => ({ id, text })),
        ]}
      />
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={6} />
      ) : list.items.length === 0 ? (
        <Empty title={t('running.emptyLog')} />
      ) : (
        <ul className={css.rows}>
          {list.items.map((one) => (
            <li key={one.id} className={css.row}>
              <p>
                <strong>
                  {one.actor_name ?? (one.actor ? t('terms.representative') : t('running.bySystem'))}
                </strong>{' '}
                {acts[one.act] ?? one.act}
                {one.subject_name && <>: {one.subject_name}</>}
              </p>
              <p className={css.facts}>
                {[moment(one.at, language), `nr ${one.id}`, one.facts].filter(Boolean).join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
      {list.hasMore && (
        <div>
          <Button onPress={() => void list.more()} isDisabled={list.fetchingMore}>
            {t('ui.more')}
          </Button>
        </div>
      )}
    </>
  );
}
