import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from 'react-router';
import { thumbnailAddress } from '../../api/documents.ts';
import { calendarFile, meetingQuery } from '../../api/meetings.ts';
import { useNetworks } from '../../api/networks.ts';
import type { DocumentRow, Meeting, MeetingSummary } from '../../api/types.ts';
import { useLiesIn } from '../../frame/currentNetwork.ts';
import { day, span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { useStream } from '../../realtime/live.ts';
import { TakingHome } from '../../takingHome/TakingHome.tsx';
import { TakeOut } from '../../takingOut/TakeOut.tsx';
import { articleName } from '../../ui/articles.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { DocumentLine } from '../../ui/DocumentLine.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Page, Part, SideBox } from '../../ui/Page.tsx';
import { Attending } from './Attending.tsx';
import { Cancelled } from './Cancelled.tsx';
import { Evaluating } from './Evaluating.tsx';
import { HandoverPart } from './HandoverPart.tsx';
import css from './MeetingPage.module.css';
import { NotesPart } from './NotesPart.tsx';
import { PlanActs } from './PlanActs.tsx';
import { Programme } from './Programme.tsx';
import { Promises } from './Promises.tsx';
import { Publishing } from './Publishing.tsx';
import { QuestionBox } from './QuestionBox.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';

const PHASES = ['planned', 'invited', 'ongoing', 'documenting', 'archived'] as const;
const NOTES = /minnesanteckning|anteckning|protokoll|dokumentation|sammanfattning/i;

type Shelf = 'programme' | 'notes' | 'presentations' | 'pictures' | 'other';

/** Where a document stands on the page: by what somebody said it is, else by its file and its name. */
function shelfOf(document: DocumentRow): Shelf {
  if (document.document_kind === 'notes') return 'notes';
  if (document.document_kind === 'programme') return 'programme';
  if (document.document_kind === 'presentation') return 'presentations';
  if (document.kind === 'image') return 'pictures';
  if (document.document_kind) return 'other';
  if (NOTES.test(document.name)) return 'notes';
  return document.kind === 'presentation' ? 'presentations' : 'other';
}

/** A meeting: who, when and about what; its phase; and what is documented of it. */
export function MeetingPage() {
  const { id = '' } = useParams();
  const query = useQuery(meetingQuery(id));
  useLiesIn(query.data?.network_id);
  useStream(query.data?.at);
  useStream(query.data?.room.at);
  if (query.error && !query.data)
    return <FailedPage error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Later lines={5} />;
  return <Shown meeting={query.data} />;
}

function Shown({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const { hash } = useLocation();
  const network = useNetworks().find((one) => one.id === meeting.network_id);
  const host = meeting.host.map((one) => one.name).join(', ');
  const when = span(meeting, language);
  const documents = meeting.documents;
  const on = (shelf: Shelf) => documents.filter((one) => shelfOf(one) === shelf);
  const groups: [string, DocumentRow[]][] = [
    [t('meeting.notes'), on('notes')],
    [t('meeting.programme.name'), on('programme')],
    [t('meeting.presentations'), on('presentations')],
    [t('meeting.other'), on('other')],
  ];
  const pictures = on('pictures');
  const library =
    network && meeting.room.may.upload
      ? `/natverk/${network.slug}/dokument?rum=${meeting.room.id}`
      : undefined;
  const now = PHASES.indexOf(meeting.state);
  const begun = now >= PHASES.indexOf('ongoing');
  const archived = meeting.state === 'archived';
  // Who comes to the archive reads what it came to first, what was planned last.
  const programme = meeting.programme.length > 0 && (
    <Part title={t('meeting.programme.name')}>
      <Programme meeting={meeting} />
    </Part>
  );
  const documentation = (
    <Part
      title={t('meeting.documentation')}
      acts={library && <ButtonLink to={library}>{t('meeting.addDocuments')}</ButtonLink>}
    >
      {documents.length === 0 ? (
        <Empty title={t('meeting.noDocuments')}>{t(`meeting.noDocumentsHint.${meeting.state}`)}</Empty>
      ) : (
        groups.map(([name, part]) =>
          part.length === 0 ? null : (
            <div key={name} className={css.group}>
              <h3 className={css.groupName}>{name}</h3>
              <ul className={css.documents}>
                {part.map((one) => (
                  <li key={one.id}>
                    <DocumentLine document={one} />
                  </li>
                ))}
              </ul>
            </div>
          ),
        )
      )}
      {pictures.length > 0 && (
        <div className={css.group}>
          <h3 className={css.groupName}>{t('meeting.pictures')}</h3>
          <ul className={css.pictures}>
            {pictures.map((one) => (
              <li key={one.id}>
                <Link to={`/dokument/${one.id}`} className={css.picture}>
                  {one.thumbnail && <img src={thumbnailAddress(one.id)} alt="" loading="lazy" />}
                  <span>{one.name}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Part>
  );
  return (
    <Page
      title={host ? `${host}, ${when}` : meeting.title}
      above={
        <span>
          {network && <Link to={`/natverk/${network.slug}/traffar`}>{network.name}</Link>} ·{' '}
          {t(`terms.meetingKind.${meeting.kind}`)}
        </span>
      }
      acts={meeting.may.plan && <PlanActs meeting={meeting} />}
      below={<AudienceLine audience={meeting.room.audience} room={meeting.room.id} />}
      aside={
        <>
          <SideBox title={t('meeting.when')}>
            <p>{when}</p>
            {meeting.starts_on && meeting.state !== 'archived' && (
              <p>
                <a href={calendarFile(meeting.id)} download>
                  {t('meeting.toCalendar')}
                </a>
              </p>
            )}
            {meeting.answer_by && meeting.state === 'invited' && !meeting.cancelled_at && (
              <p className={css.muted}>{t('meeting.answerBy', { when: day(meeting.answer_by, language) })}</p>
            )}
          </SideBox>
          <SideBox title={t('meeting.host')}>
            <p>{host || t('meeting.noHost')}</p>
            {meeting.place && <p className={css.muted}>{meeting.place}</p>}
            {meeting.link && (
              <p>
                <a href={meeting.link} rel="noreferrer">
                  {t('meeting.fromAfar')}
                </a>
              </p>
            )}
          </SideBox>
          {network && (
            <SideBox title={t('meeting.room')}>
              <Link to={`/natverk/${network.slug}/samtal?rum=${meeting.room.id}`}>
                {t('meeting.openRoom')}
              </Link>
            </SideBox>
          )}
          {meeting.planning_room && network && (
            <SideBox title={t('meeting.planningRoom')}>
              <Link to={`/natverk/${network.slug}/samtal?rum=${meeting.planning_room.id}`}>
                {t('meeting.openPlanning')}
              </Link>
            </SideBox>
          )}
          {meeting.may.plan && (meeting.state === 'ongoing' || meeting.state === 'documenting') && (
            <SideBox title={t('dossier.publish.box')}>
              <Publishing meeting={meeting} />
            </SideBox>
          )}
          {begun && <TakingHome from={{ meeting: meeting.id }} filled={meeting.state === 'archived'} />}
          <SideBox title={t('taking.box')}>
            <TakeOut what={{ meeting: meeting.id }} name={meeting.title} />
          </SideBox>
          <Neighbours meeting={meeting} />
        </>
      }
    >
      <ul className={css.themes} aria-label={t('meeting.themes')}>
        {meeting.themes.length > 0 ? (
          meeting.themes.map((theme) => (
            <li key={theme}>
              <Link to={`/sok?theme=${encodeURIComponent(theme)}`}>{theme}</Link>
            </li>
          ))
        ) : (
          <li className={css.muted}>{t('meeting.noTheme')}</li>
        )}
      </ul>
      {meeting.articles.length > 0 && (
        <ul className={css.articles}>
          {meeting.articles.map((number) => (
            <li key={number}>
              <Link to={`/sok?article=${number}`}>{articleName(number, t)}</Link>
            </li>
          ))}
        </ul>
      )}
      <ol className={css.phases} aria-label={t('meeting.phases')}>
        {PHASES.map((phase, index) => (
          <li
            key={phase}
            className={index < now ? css.done : index === now ? css.now : ''}
            aria-current={index === now ? 'step' : undefined}
          >
            {t(`terms.meetingState.${phase}`)}
          </li>
        ))}
      </ol>
      <Cancelled meeting={meeting} />
      {meeting.invitation && meeting.state !== 'archived' && (
        <p className={css.summary}>{meeting.invitation}</p>
      )}
      {meeting.text && (
        <Part title={t('meeting.summary')}>
          <p className={css.summary}>{meeting.text}</p>
        </Part>
      )}
      {meeting.state === 'invited' && <Attending meeting={meeting} />}
      {!archived && programme}
      {!meeting.cancelled_at && (meeting.state === 'planned' || meeting.state === 'invited') && (
        <>
          <QuestionBox meeting={meeting} />
          <ThemeChoice meeting={meeting} />
        </>
      )}
      {meeting.state !== 'archived' && <NotesPart meeting={meeting} />}
      {/* what was noted before it began is shown too to whom a search leads to it */}
      {(begun || hash.startsWith('#beslut-')) && (
        <Part title={t('dossier.promise.name')}>
          <Promises meeting={meeting} />
        </Part>
      )}
      {archived && documentation}
      {meeting.state !== 'invited' && <Attending meeting={meeting} />}
      {begun && <Evaluating meeting={meeting} />}
      {meeting.may.plan && meeting.kind === 'meeting' && <HandoverPart meeting={meeting} />}
      {!archived && documentation}
      {archived && programme}
    </Page>
  );
}

function Neighbours({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const one = (title: string, other: MeetingSummary | null | undefined) =>
    other ? (
      <SideBox title={title}>
        <Link to={`/traffar/${other.id}`}>
          {other.host.map((host) => host.name).join(', ') || other.title}, {span(other, language)}
        </Link>
      </SideBox>
    ) : null;
  return (
    <>
      {one(t('meeting.previous'), meeting.previous)}
      {one(t('meeting.next'), meeting.next)}
    </>
  );
}
