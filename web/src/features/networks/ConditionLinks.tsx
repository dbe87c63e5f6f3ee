import { Fragment } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../api/session.ts';
import type { Network } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './Participants.module.css';

/** To the counties the network covers, to who does what, to one's own organisation's conditions and certificate and, for coordinators, to everybody's conditions. */
export function ConditionLinks({ network }: { network: Network }) {
  const { t } = useWords();
  const base = `/natverk/${network.slug}`;
  const own = new Map(
    useMe()
      .standings.filter(
        (one) => one.network?.id === network.id && ['member', 'resting', 'observer'].includes(one.kind),
      )
      .flatMap((one) => (one.organisation ? [[one.organisation.id, one.organisation.name] as const] : [])),
  );
  return (
    <p className={css.links}>
      <Link to={`${base}/medlemskap`}>{t('membership.title')}</Link>
      <Link to={`${base}/lan`}>{t('conditions.coverage.link')}</Link>
      {[...own].map(([id, name]) => (
        <Fragment key={id}>
          <Link to={`${base}/forutsattningar/${id}`}>
            {own.size > 1 ? `${t('conditions.own')}: ${name}` : t('conditions.own')}
          </Link>
          <Link to={`${base}/intyg/${id}`}>
            {own.size > 1 ? `${t('certificate.own')}: ${name}` : t('certificate.own')}
          </Link>
        </Fragment>
      ))}
      {network.my_standings.includes('coordinator') && (
        <Link to={`${base}/forutsattningar`}>{t('conditions.all')}</Link>
      )}
      <Link to={`${base}/personer`}>{t('people.link')}</Link>
    </p>
  );
}
