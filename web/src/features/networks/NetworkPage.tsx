import { Link, NavLink, Outlet, useMatch } from 'react-router';
import { onlyGuest, useRooms } from '../../api/networks.ts';
import { ApiError } from '../../api/problem.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { standingName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, SideBox } from '../../ui/Page.tsx';
import { PageActs } from '../../ui/PageActs.tsx';
import { useRoomChoice } from '../../ui/roomChoice.ts';
import { inOrder, ofMeeting } from '../../ui/rooms.ts';
import { CoordinatorBox } from './CoordinatorBox.tsx';
import css from './NetworkPage.module.css';
import { PinnedDocuments } from './PinnedDocuments.tsx';
import { TakeOutBox } from './TakeOutBox.tsx';

const TABS = [
  ['samtal', 'conversations'],
  ['dokument', 'documents'],
  ['traffar', 'meetings'],
  ['deltagare', 'participants'],
] as const;

/** A network: its name and purpose, and the four tabs. */
export function NetworkPage() {
  const { t } = useWords();
  const { network, known } = useNetworkHere();
  const tab = useMatch('/natverk/:slug/:tab')?.params.tab;
  const rooms = useRooms(network?.id);
  const [room] = useRoomChoice();
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  const guest = onlyGuest(network);
  const name = TABS.find(([path]) => path === tab)?.[1] ?? 'conversations';
  const aside = (
    <>
      <SideBox title={t('network.purpose')}>
        <p className={css.purpose}>{network.purpose}</p>
        {network.public && (
          <p>
            <Link to={`/om/${network.slug}`}>{t('linked.page.link')}</Link>
          </p>
        )}
      </SideBox>
      {network.stands_for && (
        <SideBox title={t('linked.page.standsFor')}>
          <p className={css.purpose}>{network.stands_for}</p>
        </SideBox>
      )}
      {name === 'conversations' && <PinnedDocuments network={network.id} room={room} />}
      <SideBox title={t('network.whoSeesRooms')}>
        <ul className={css.rooms}>
          {inOrder(rooms)
            .filter((room) => !ofMeeting(room) && !room.archived)
            .map((room) => (
              <li key={room.id}>
                <Link to={`/rum/${room.id}`} className={css.room ?? ''}>
                  {room.name}
                </Link>
                <AudienceLine audience={room.audience} room={room.id} />
              </li>
            ))}
          <li>
            <Link to={`/natverk/${network.slug}/rum`}>{t('rooms.all')}</Link>
          </li>
        </ul>
      </SideBox>
      <SideBox title={t('asking.list.boxTitle')}>
        <ul className={css.rooms}>
          <li>
            <Link to={`/natverk/${network.slug}/rundfragor`}>{t('asking.list.all')}</Link>
          </li>
          <li>
            <Link to={`/natverk/${network.slug}/beslut`}>{t('asking.decision.all')}</Link>
          </li>
        </ul>
      </SideBox>
      {!guest && <CoordinatorBox network={network.id} />}
      {network.contact && (
        <SideBox title={t('linked.page.contactBox')}>
          <p className={css.purpose}>{network.contact}</p>
        </SideBox>
      )}
      {!guest && (
        <SideBox title={t('agreement.box')}>
          <ul className={css.rooms}>
            <li>
              <Link to={`/natverk/${network.slug}/overenskommelser`}>{t('agreement.all')}</Link>
            </li>
            <li>
              <Link to={`/natverk/${network.slug}/forteckning`}>{t('agreement.roll')}</Link>
            </li>
          </ul>
        </SideBox>
      )}
      {(network.linked || network.my_standings.includes('coordinator')) && !guest && (
        <SideBox title={t('linked.title')}>
          <p>
            <Link to={`/natverk/${network.slug}/lankade`}>{t('linked.seeAll')}</Link>
          </p>
        </SideBox>
      )}
      {network.my_standings.includes('coordinator') && (
        <SideBox title={t('linked.page.forCoordinators')}>
          <p>
            <Link to={`/natverk/${network.slug}/installningar`}>{t('running.settings.link')}</Link>
          </p>
          <p>
            <Link to={`/natverk/${network.slug}/insyn`}>{t('running.insight.link')}</Link>
          </p>
        </SideBox>
      )}
      <TakeOutBox network={network} rooms={rooms} />
      <SideBox title={t('network.yourStanding')}>
        <p>
          {network.my_standings
            .map((kind) => standingName(kind, t))
            .filter(Boolean)
            .join(', ')}
        </p>
      </SideBox>
    </>
  );
  return (
    <PageActs>
      {(acts) => (
        <Page
          title={`${t(`frame.${name}`)} · ${network.name}`}
          heading={network.name}
          saidAbove
          acts={acts}
          aside={name === 'conversations' || name === 'participants' ? aside : undefined}
          wide={name === 'documents' || name === 'meetings'}
        >
          {network.closed && <Notice>{t('network.closed')}</Notice>}
          <nav className={css.tabs} aria-label={t('network.tabs')}>
            {TABS.filter(([path]) => !guest || path !== 'deltagare').map(([path, word]) => (
              <NavLink
                key={path}
                to={path}
                className={({ isActive }) => `${css.tab} ${isActive ? css.here : ''}`}
              >
                {t(`frame.${word}`)}
              </NavLink>
            ))}
          </nav>
          <Outlet />
        </Page>
      )}
    </PageActs>
  );
}
