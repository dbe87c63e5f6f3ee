import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { useNetworks } from '../../api/networks.ts';
import { takeHomeFile, takeHomeQuery } from '../../api/takeHome.ts';
import type { TakeHome } from '../../api/types.ts';
import { useLiesIn } from '../../frame/currentNetwork.ts';
import { date } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, FileLink } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Html } from '../../ui/Html.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './Home.module.css';
import { TellingLog } from './TellingLog.tsx';
import { WritePage } from './WritePage.tsx';

const TellDialog = lazy(async () => ({ default: (await import('./TellDialog.tsx')).TellDialog }));

/** A page in plain language that one's organisation takes home: to write, print, take along and send. */
export function TakeHomePage() {
  const { id = '' } = useParams();
  const page = useQuery(takeHomeQuery(id));
  useLiesIn(page.data?.network_id);
  if (page.error && !page.data) return <FailedPage error={page.error} retry={() => void page.refetch()} />;
  if (!page.data) return <Later lines={6} />;
  return <Shown key={page.data.id} page={page.data} />;
}

function Shown({ page }: { page: TakeHome }) {
  const { t, language } = useWords();
  const begun = (useLocation().state as { write?: boolean } | null)?.write === true;
  const network = useNetworks().find((one) => one.id === page.network_id);
  const [open, setOpen] = useState<'write' | 'tell' | null>(begun ? 'write' : null);
  const source = page.meeting_id ? `/traffar/${page.meeting_id}` : `/samtal/${page.conversation_id}`;
  const facts = { name: personName(page.writer, t), when: date(page.changed_at, language) };
  return (
    <Page
      title={page.title}
      above={
        <span>
          {network?.name} · <Link to={source}>{page.source ?? t('home.source')}</Link>
        </span>
      }
      below={
        <span>
          {page.organisation.name} · {t('home.written', facts)}
        </span>
      }
    >
      {open === 'write' ? (
        <WritePage page={page} onDone={() => setOpen(null)} />
      ) : (
        <>
          <div className={`${css.acts} no-print`}>
            <Button look="filled" onPress={() => setOpen('tell')}>
              {t('home.tell.act')}
            </Button>
            <Button onPress={() => setOpen('write')}>{t('home.write')}</Button>
            <Button look="quiet" onPress={() => window.print()}>
              {t('home.print')}
            </Button>
            <FileLink look="quiet" href={takeHomeFile(page.id)} download>
              {t('home.file')}
            </FileLink>
          </div>
          <article className={css.sheet} aria-label={page.title}>
            <Html html={page.html} />
          </article>
          <TellingLog page={page} />
        </>
      )}
      <Suspense fallback={null}>
        {open === 'tell' && <TellDialog page={page} onClose={() => setOpen(null)} />}
      </Suspense>
    </Page>
  );
}
