import { Archive, ClipboardList, House, Inbox, MessagesSquare, Search, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { NavLink } from 'react-router';
import { onlyGuest, useNetworks } from '../api/networks.ts';
import { coordinates, useMe } from '../api/session.ts';
import { useWords } from '../locales/useWords.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { useCurrentNetwork } from './currentNetwork.ts';
import css from './Rail.module.css';

const apple = /Mac|iP/.test(navigator.platform);

function Item({
  to,
  icon,
  children,
  end,
}: {
  to: string;
  icon?: ReactNode;
  children: ReactNode;
  end?: boolean;
}) {
  return (
    <li>
      <NavLink
        to={to}
        end={end ?? false}
        className={({ isActive }) => `${css.item} ${isActive ? css.here : ''}`}
      >
        {icon}
        <span className={css.words}>{children}</span>
      </NavLink>
    </li>
  );
}

/** The way everywhere, from a tablet's width on. */
export function Rail({ onSearch }: { onSearch: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const networks = useNetworks();
  const { open } = useCurrentNetwork();
  const organisations = [...new Set(me.standings.map((one) => one.organisation?.name).filter(Boolean))];
  return (
    <div className={`${css.rail} no-print`}>
      <nav aria-label={t('frame.nav')} className={css.nav}>
        <NavLink to="/" className={css.brand ?? ''}>
          {t('terms.appName')}
        </NavLink>
        <Button className={css.search ?? ''} onPress={onSearch}>
          <Search size={17} aria-hidden />
          <span className={css.words}>{t('frame.searchAll')}</span>
          <kbd className={css.key}>{apple ? '⌘ K' : 'Ctrl K'}</kbd>
        </Button>
        <ul>
          <Item to="/" end icon={<House size={18} aria-hidden />}>
            {t('frame.start')}
          </Item>
          <Item to="/inkorg" icon={<Inbox size={18} aria-hidden />}>
            {t('frame.inbox')}
          </Item>
          <Item to="/direkt" icon={<MessagesSquare size={18} aria-hidden />}>
            {t('frame.direct')}
          </Item>
          <Item to="/arkiv" icon={<Archive size={18} aria-hidden />}>
            {t('frame.archive')}
          </Item>
          {coordinates(me) && (
            <Item to="/samordning" icon={<ClipboardList size={18} aria-hidden />}>
              {t('frame.coordination')}
            </Item>
          )}
        </ul>
        {networks.length > 0 && <h2 className={css.label}>{t('frame.networks')}</h2>}
        <ul>
          {networks.map((network) => {
            const base = `/natverk/${network.slug}`;
            return (
              <li key={network.id}>
                <NavLink
                  to={`${base}/samtal`}
                  className={() => `${css.item} ${css.network} ${open?.id === network.id ? css.open : ''}`}
                >
                  <span className={css.words}>{network.name}</span>
                  {network.unread > 0 && (
                    <span className={css.unread}>
                      <span className="visually-hidden">{t('ui.unread', { count: network.unread })}</span>
                      <span aria-hidden>{network.unread}</span>
                    </span>
                  )}
                </NavLink>
                {open?.id === network.id && (
                  <ul className={css.parts}>
                    <Item to={`${base}/samtal`}>{t('frame.conversations')}</Item>
                    <Item to={`${base}/dokument`}>{t('frame.documents')}</Item>
                    <Item to={`${base}/traffar`}>{t('frame.meetings')}</Item>
                    {!onlyGuest(network) && <Item to={`${base}/deltagare`}>{t('frame.participants')}</Item>}
                  </ul>
                )}
              </li>
            );
          })}
        </ul>
      </nav>
      <div className={css.foot}>
        <AccountMenu>
          <Button className={css.account ?? ''}>
            <span className="visually-hidden">{t('frame.account')}: </span>
            <span className={css.who}>
              <span className={css.name}>{me.person.name}</span>
              <span className={css.organisation}>{organisations.join(', ')}</span>
            </span>
            <Settings size={18} aria-hidden />
          </Button>
        </AccountMenu>
      </div>
    </div>
  );
}
