import { useQuery } from '@tanstack/react-query';
import { chainQuery } from '../../api/running.ts';
import { useWords } from '../../locales/useWords.ts';
import { Notice } from '../../ui/Notice.tsx';
import css from './Running.module.css';

/** Whether the log is as it was written; where it is not, from which row. */
export function ChainNotice({ network }: { network: string | undefined }) {
  const { t } = useWords();
  const { data: chain } = useQuery(chainQuery(network));
  if (!chain) return null;
  if (chain.fault) {
    const number = chain.fault_at ?? 0;
    return (
      <Notice wrong>
        <strong>{t('running.chain.broken')}</strong>
        <p>{t(chain.fault === 'missing' ? 'running.chain.missing' : 'running.chain.changed', { number })}</p>
        <p>{t('running.chain.todo')}</p>
      </Notice>
    );
  }
  return (
    <details className={css.facts}>
      <summary>{t('running.chain.whole', { count: chain.rows })}</summary>
      <p>{t('running.chain.explained')}</p>
      {chain.newest !== null && chain.newest !== undefined && (
        <p className={css.hash}>
          {t('running.number', { number: chain.newest })}: {chain.newest_hash}
        </p>
      )}
    </details>
  );
}
