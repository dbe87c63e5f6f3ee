import { useQuery } from '@tanstack/react-query';
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { dossierQuery, notesPieces, notesQuery } from '../../../api/dossier.ts';
import { meetingQuery } from '../../../api/meetings.ts';
import type { Meeting } from '../../../api/types.ts';
import { useLiesIn } from '../../../frame/currentNetwork.ts';
import { span } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { useLive, useStream } from '../../../realtime/live.ts';
import { FailedPage } from '../../../ui/FailedPage.tsx';
import { Later } from '../../../ui/Later.tsx';
import { AudienceLine } from '../../../ui/Lines.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Page, SideBox } from '../../../ui/Page.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import { Promises } from '../Promises.tsx';
import { Late } from './Late.tsx';
import css from './Notes.module.css';
import type { Passage } from './passage.ts';
import { NotesSession } from './session.ts';

const NotesEditor = lazy(() => import('./NotesEditor.tsx'));

/** The notes of a meeting, which everybody who is there writes together. */
export function NotesPage() {
  const { id = '' } = useParams();
  const query = useQuery(meetingQuery(id));
  useLiesIn(query.data?.network_id);
  useStream(query.data?.at);
  useStream(query.data?.room.at);
  if (query.error && !query.data)
    return <FailedPage error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Later lines={8} />;
  return <Shown key={id} meeting={query.data} />;
}

function useNotes(meeting: string): NotesSession | null {
  const live = useLive();
  const [session, setSession] = useState<NotesSession | null>(null);
  useEffect(() => {
    const made = new NotesSession(meeting, live, (after) => notesPieces(meeting, after));
    made.start();
    setSession(made);
    return () => made.stop();
  }, [meeting, live]);
  return session;
}

const same = (one: Passage | null, other: Passage | null): boolean =>
  one?.quote === other?.quote &&
  one?.place?.from === other?.place?.from &&
  one?.place?.to === other?.place?.to;

/** The decision whose passage one has come to see, by the address: `?beslut=`. */
function useShown(meeting: string) {
  const [params] = useSearchParams();
  const { key } = useLocation();
  const wanted = params.get('beslut');
  const promises = useQuery(dossierQuery(meeting)).data?.promises;
  return useMemo(() => {
    const one = wanted && promises?.find(({ id }) => id === wanted);
    return one ? { place: one.place, quote: one.quote, asked: `${wanted} ${key}` } : null;
  }, [wanted, promises, key]);
}

function Shown({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const session = useNotes(meeting.id);
  const [chosen, setChosen] = useState<Passage | null>(null);
  const choose = useCallback(
    (next: Passage | null) => setChosen((held) => (same(held, next) ? held : next)),
    [],
  );
  const host = meeting.host.map((one) => one.name).join(', ');
  const name = host ? `${host}, ${span(meeting, language)}` : meeting.title;
  return (
    <Page
      title={t('dossier.notes.name')}
      above={<Link to={`/traffar/${meeting.id}`}>{name}</Link>}
      below={<AudienceLine audience={meeting.room.audience} room={meeting.room.id} />}
      aside={
        <>
          <SideBox title={t('dossier.promise.name')}>
            <Promises meeting={meeting} chosen={chosen} />
          </SideBox>
          <SideBox title={t('dossier.notes.writers')}>
            <Writers meeting={meeting.id} />
          </SideBox>
        </>
      }
    >
      {meeting.state === 'archived' && <Notice>{t('dossier.notes.refused.notes_closed')}</Notice>}
      {session ? <Writing meeting={meeting} session={session} onChosen={choose} /> : <Later lines={8} />}
    </Page>
  );
}

function Writing({
  meeting,
  session,
  onChosen,
}: {
  meeting: Meeting;
  session: NotesSession;
  onChosen: (passage: Passage | null) => void;
}) {
  const { t } = useWords();
  const heading = useId();
  const shown = useShown(meeting.id);
  const missing = useCallback(() => tell(t('dossier.promise.gone')), [t]);
  const navigate = useNavigate();
  const { saving, mayWrite, left, code } = useSyncExternalStore(
    (changed) => session.watch(changed),
    session.now,
  );
  return (
    <>
      {saving === 'refused' && (
        <Notice wrong>
          {t(
            code === 'notes_full' || code === 'notes_closed' || code === 'not_found'
              ? `dossier.notes.refused.${code}`
              : 'dossier.notes.refused.other',
          )}
        </Notice>
      )}
      {(saving === 'late' || left) && (
        <Late
          meeting={meeting}
          words={left}
          onDone={() => {
            session.letGo();
            // This text still has it: the page begins anew.
            void navigate(0);
          }}
        />
      )}
      <p className={css.state}>
        <span id={heading}>{t(mayWrite ? 'dossier.notes.together' : 'dossier.notes.reading')}</span>
        <span role="status">
          {saving !== 'refused' && saving !== 'late' && t(`dossier.notes.saving.${saving}`)}
        </span>
      </p>
      <div className={css.sheet}>
        <Suspense fallback={<Later lines={8} />}>
          <NotesEditor
            session={session}
            mayWrite={mayWrite}
            labelledBy={heading}
            representative={t('terms.representative')}
            onChosen={onChosen}
            shown={shown}
            here={saving !== 'opening' && saving !== 'away'}
            onMissing={missing}
          />
        </Suspense>
      </div>
      <p className={css.state}>{t('conversation.publicRecord')}</p>
    </>
  );
}

function Writers({ meeting }: { meeting: string }) {
  const { t } = useWords();
  const writers = useQuery(notesQuery(meeting)).data?.writers ?? [];
  if (writers.length === 0) return <p>{t('dossier.notes.nobody')}</p>;
  return (
    <ul className={css.writers}>
      {writers.map((one) => (
        <li key={one.person.id}>
          {[one.person.name ?? t('terms.representative'), one.organisation?.name].filter(Boolean).join(', ')}
        </li>
      ))}
    </ul>
  );
}
