import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { publicNetworksQuery } from '../../api/publicPages.ts';
import { useWords } from '../../locales/useWords.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { flowing } from './flowing.ts';
import css from './Joining.module.css';
import { Outside } from './Outside.tsx';

/** The networks that anybody may read about: where somebody begins who knows of none yet. */
export function PublicNetworks() {
  const { t } = useWords();
  const all = useQuery(publicNetworksQuery);
  const title = t('linked.page.all');
  return (
    <Outside title={title}>
      <h1>{title}</h1>
      {all.error && !all.data ? (
        <Failure error={all.error} retry={() => void all.refetch()} />
      ) : !all.data ? (
        <Later lines={6} />
      ) : all.data.length === 0 ? (
        <Empty title={t('linked.page.none')}>{t('linked.page.missingHint')}</Empty>
      ) : (
        <>
          <p className={css.lead}>{t('linked.page.allLead')}</p>
          {all.data.map((one) => (
            <section key={one.slug} className={css.part}>
              <h2>
                <Link to={`/om/${one.slug}`}>{one.name}</Link>
              </h2>
              {flowing(one.purpose)
                .slice(0, 1)
                .map((paragraph) => (
                  <p key={paragraph}>{paragraph}</p>
                ))}
              {one.open ? (
                <p>
                  <Link to={`/anmalan/${one.slug}`} aria-label={`${t('linked.page.join')} ${one.name}`}>
                    {t('linked.page.join')}
                  </Link>
                </p>
              ) : (
                <p className={css.quiet}>{t('linked.page.closed')}</p>
              )}
            </section>
          ))}
        </>
      )}
    </Outside>
  );
}
