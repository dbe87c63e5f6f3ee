import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ApiError } from '../../api/problem.ts';
import { publicPageQuery } from '../../api/publicPages.ts';
import type { PublicPage as Shown } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { size } from '../../ui/size.ts';
import { flowing } from './flowing.ts';
import css from './Joining.module.css';
import { Outside } from './Outside.tsx';
import pageCss from './PublicPage.module.css';

/** What anybody may know of a network, without an account. */
export function PublicPage() {
  const { t } = useWords();
  const { slug = '' } = useParams();
  const page = useQuery(publicPageQuery(slug));
  const title = page.data?.name ?? t('linked.page.title');
  return (
    <Outside title={title}>
      {page.error instanceof ApiError && page.error.status === 404 ? (
        <>
          <h1>{t('linked.page.title')}</h1>
          <Empty title={t('linked.page.missing')}>{t('linked.page.missingHint')}</Empty>
        </>
      ) : page.error && !page.data ? (
        <Failure error={page.error} retry={() => void page.refetch()} />
      ) : page.data ? (
        <About page={page.data} />
      ) : (
        <Later lines={6} />
      )}
    </Outside>
  );
}

function About({ page }: { page: Shown }) {
  const { t, language } = useWords();
  const paragraphs = (text: string) => flowing(text).map((one) => <p key={one}>{one}</p>);
  const counties = new Set(page.members.map((one) => one.county).filter(Boolean)).size;
  return (
    <>
      <h1>{page.name}</h1>
      <div className={`${css.lead} ${pageCss.lead}`}>{paragraphs(page.purpose)}</div>
      {page.open && (
        <p className={css.acts}>
          <ButtonLink look="filled" to={`/anmalan/${page.slug}`}>
            {t('linked.page.join')}
          </ButtonLink>
        </p>
      )}
      {!page.open && <p className={css.quiet}>{t('linked.page.closed')}</p>}
      {page.stands_for && (
        <section className={css.part}>
          <h2>{t('linked.page.standsFor')}</h2>
          {paragraphs(page.stands_for)}
        </section>
      )}
      {page.members.length > 0 && (
        <section className={css.part}>
          <h2>{t('linked.page.members', { count: page.members.length })}</h2>
          {counties > 1 && <p className={css.quiet}>{t('linked.page.counties', { count: counties })}</p>}
          <ul className={pageCss.members}>
            {page.members.map((one) => (
              <li key={`${one.name}${one.county ?? ''}`}>{one.name}</li>
            ))}
          </ul>
        </section>
      )}
      {page.documents.length > 0 && (
        <section className={css.part}>
          <h2>{t('linked.page.documents')}</h2>
          <ul className={pageCss.list}>
            {page.documents.map((one) => (
              <li key={one.download_url}>
                <a href={one.download_url}>{one.name}</a>{' '}
                <span className={css.quiet}>{size(one.size, language)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.links.length > 0 && (
        <section className={css.part}>
          <h2>{t('linked.page.links')}</h2>
          <ul className={pageCss.list}>
            {page.links.map((one) => (
              <li key={one.slug}>
                <Link to={`/om/${one.slug}`}>{one.name}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.contact && (
        <section className={css.part}>
          <h2>{t('linked.page.contact')}</h2>
          <p className={css.purpose}>{page.contact}</p>
        </section>
      )}
    </>
  );
}
