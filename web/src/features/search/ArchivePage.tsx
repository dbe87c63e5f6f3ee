import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { archiveQuery } from '../../api/meetings.ts';
import { span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { DocumentLine } from '../../ui/DocumentLine.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page, Part, SideBox } from '../../ui/Page.tsx';
import css from './ArchivePage.module.css';

/** What is published, to leaf through: the years with their meetings, the themes, the newest. */
export function ArchivePage() {
  const { t, language } = useWords();
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
            {data.themes.length > 0 && (
              <SideBox title={t('search.themes')}>
                <ul className={css.themes}>
                  {data.themes.map((theme) => (
                    <li key={theme.name}>
                      <Link to={`/sok?q=${encodeURIComponent(theme.name)}`}>{theme.name}</Link>{' '}
                      <span className={css.number}>{theme.count}</span>
                    </li>
                  ))}
                </ul>
              </SideBox>
            )}
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
      ) : data.years.length === 0 ? (
        <Empty title={t('search.archiveEmpty')} />
      ) : (
        <Part title={t('search.timeline')}>
          <ol className={css.years}>
            {data.years.map((year) => (
              <li key={year.year} className={css.year}>
                <h3 className={css.yearName}>{year.year}</h3>
                <ul className={css.meetings}>
                  {year.meetings.map((meeting) => (
                    <li key={meeting.id} className={css.meeting}>
                      <Link to={`/traffar/${meeting.id}`} className={css.name}>
                        {meeting.host.map((host) => host.name).join(', ') || meeting.title}
                      </Link>
                      <span className={css.when}>{span(meeting, language)}</span>
                      <span className={css.about}>{meeting.themes.join(' · ')}</span>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </Part>
      )}
    </Page>
  );
}
