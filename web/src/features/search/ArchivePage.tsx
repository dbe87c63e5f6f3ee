import { useQuery } from '@tanstack/react-query';
import { Search, Table } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { archiveQuery } from '../../api/meetings.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { DocumentLine } from '../../ui/DocumentLine.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page, Part, SideBox } from '../../ui/Page.tsx';
import css from './ArchivePage.module.css';
import { ArticleLens, ThemeLens } from './Lenses.tsx';
import { Timeline } from './Timeline.tsx';

/** What is published, to leaf through: the years with their meetings, the themes, the articles, the newest. */
export function ArchivePage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const archive = useQuery(archiveQuery);
  const data = archive.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (q.trim()) void navigate(`/sok?q=${encodeURIComponent(q.trim())}&published=true`);
  };
  return (
    <Page
      title={t('search.archiveTitle')}
      below={t('search.archiveLead')}
      aside={
        data && (
          <>
            <SideBox title={t('search.newInArchive')}>
              <ul className={css.new}>
                {data.new.map((document) => (
                  <li key={document.id}>
                    <DocumentLine document={document} />
                  </li>
                ))}
              </ul>
              {data.new.length === 0 && <p>{t('start.archiveEmpty')}</p>}
            </SideBox>
            {data.themes.length > 0 && <ThemeLens themes={data.themes} />}
          </>
        )
      }
    >
      <search>
        <form className={css.form} onSubmit={submit}>
          <input
            type="search"
            className={css.field}
            value={q}
            onChange={(event) => setQ(event.target.value)}
            aria-label={t('search.archivePlaceholder')}
            placeholder={t('search.archivePlaceholder')}
          />
          <Button look="filled" type="submit" icon={<Search size={18} aria-hidden />}>
            {t('search.title')}
          </Button>
        </form>
      </search>
      {archive.error && !data ? (
        <Failure error={archive.error} retry={() => void archive.refetch()} />
      ) : !data ? (
        <Later lines={6} />
      ) : (
        <>
          {data.years.length === 0 ? (
            <Empty title={t('search.archiveEmpty')} />
          ) : (
            <Part
              title={t('search.timeline')}
              acts={
                <ButtonLink look="quiet" to="/arkiv/perioden" icon={<Table size={16} aria-hidden />}>
                  {t('finding.period.link')}
                </ButtonLink>
              }
            >
              <Timeline years={data.years} />
            </Part>
          )}
          {data.articles.length > 0 && <ArticleLens articles={data.articles} />}
        </>
      )}
    </Page>
  );
}
