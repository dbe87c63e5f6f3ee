import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { startQuery } from '../../api/conversations.ts';
import { useNetworks } from '../../api/networks.ts';
import { addressOfRow } from '../../api/readMarks.ts';
import { useMe } from '../../api/session.ts';
import type { StartRow } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { withMoreTexts } from '../../locales/i18n.ts';
import { standingName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { useLive } from '../../realtime/live.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { DocumentLine } from '../../ui/DocumentLine.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page, Part, SideBox } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { FlagsWaiting } from './FlagsWaiting.tsx';
import { MeetingBand } from './MeetingBand.tsx';
import { MembershipWay } from './MembershipWay.tsx';
import { NewRow } from './NewRow.tsx';
import { ReadIn } from './ReadIn.tsx';
import css from './StartPage.module.css';
import { WaitingForYou } from './WaitingForYou.tsx';

const PromisesDue = lazy(async () => ({
  default: (await withMoreTexts(import('./PromisesDue.tsx'))).PromisesDue,
}));
const OwnSeats = lazy(async () => ({ default: (await withMoreTexts(import('./OwnSeats.tsx'))).OwnSeats }));

const GROUPS = [
  ['to_me', 'toMe'],
  ['following', 'following'],
  ['other', 'other'],
] as const;

/** "What is new for me?" answered, and the way through it. */
export function StartPage() {
  const { t, language } = useWords();
  const me = useMe();
  const live = useLive();
  const networks = useNetworks();
  const start = useQuery({ ...startQuery, staleTime: 0 });
  const phone = useMedia('(width < 50rem)');
  const hour = new Date().getHours();
  const greeting = hour < 10 ? 'start.morning' : hour < 18 ? 'start.day' : 'start.evening';
  const first = me.person.name.split(' ')[0] ?? me.person.name;
  const data = start.data;
  const rows = data ? [...data.to_me, ...data.following, ...data.other] : [];
  const next = rows[0];

  const read = (row: StartRow) => {
    live.sayRead(row.id, row.last_position, row.called_in);
    tell(t('start.markedRead'));
  };

  const aside = (
    <>
      <MembershipWay />
      {data?.read_in && <ReadIn pack={data.read_in} />}
      <SideBox title={t('start.archiveNew')}>
        {data && data.archive_new.length > 0 ? (
          <ul className={css.archive}>
            {data.archive_new.map((document) => (
              <li key={document.id}>
                <DocumentLine document={document} />
              </li>
            ))}
          </ul>
        ) : (
          <p className={css.muted}>{t('start.archiveEmpty')}</p>
        )}
      </SideBox>
      {networks.length > 0 && (
        <SideBox title={t('start.yourNetworks')}>
          <ul className={css.networks}>
            {networks.map((network) => (
              <li key={network.id}>
                <Link to={`/natverk/${network.slug}/samtal`}>{network.name}</Link>
                <span className={css.muted}>
                  {' '}
                  {network.my_standings
                    .map((kind) => standingName(kind, t))
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </SideBox>
      )}
    </>
  );

  return (
    <Page
      title={t('start.title')}
      heading={t(greeting, { name: first })}
      aside={aside}
      acts={
        next &&
        !phone && (
          <ButtonLink look="filled" to={addressOfRow(next, true)}>
            {t('start.catchUp')}
          </ButtonLink>
        )
      }
    >
      {data?.meeting && (
        <MeetingBand meeting={data.meeting} places={data.meeting_places} answerBy={data.meeting_answer_by} />
      )}
      <FlagsWaiting />
      {data && data.seats.new.length + data.seats.asked.length > 0 && (
        <Suspense fallback={null}>
          <OwnSeats seats={data.seats} />
        </Suspense>
      )}
      {data && <WaitingForYou waiting={data.waiting} />}
      {data && data.promises.length > 0 && (
        <Suspense fallback={null}>
          <PromisesDue promises={data.promises} />
        </Suspense>
      )}
      {start.error && !data ? (
        <Failure error={start.error} retry={() => void start.refetch()} />
      ) : !data ? (
        <Later lines={5} />
      ) : rows.length === 0 ? (
        <Empty
          title={t('start.caughtUp')}
          action={
            networks[0] ? (
              <ButtonLink to={`/natverk/${networks[0].slug}/samtal?ny=question`}>{t('start.ask')}</ButtonLink>
            ) : (
              me.administrator && <ButtonLink to="/installationen">{t('frame.running')}</ButtonLink>
            )
          }
        >
          {networks.length === 0
            ? t('start.noNetworks')
            : data.last?.last_message
              ? t('start.lastHappened', { when: moment(data.last.last_message.at, language) })
              : t('start.caughtUpBody')}
        </Empty>
      ) : (
        GROUPS.map(([group, name]) =>
          data[group].length === 0 ? null : (
            <Part key={group} title={t(`start.${name}`)}>
              <ul className={css.rows}>
                {data[group].map((row) => (
                  <NewRow key={row.id} row={row} onRead={() => read(row)} />
                ))}
              </ul>
            </Part>
          ),
        )
      )}
      {next && phone && (
        <div className={css.thumb}>
          <ButtonLink look="filled" to={addressOfRow(next, true)}>
            {t('start.catchUp')}
          </ButtonLink>
        </div>
      )}
    </Page>
  );
}
