import { CalendarDays, House, MessagesSquare, Search } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { NavLink } from 'react-router';
import { useWords } from '../locales/useWords.ts';
import { useCurrentNetwork } from './currentNetwork.ts';
import css from './Phone.module.css';

/** Within reach of the thumb, in the same order as the rail. */
export function BottomBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useWords();
  const { near } = useCurrentNetwork();
  const base = near ? `/natverk/${near.slug}` : null;
  const look = ({ isActive }: { isActive: boolean }) => `${css.tab} ${isActive ? css.here : ''}`;
  return (
    <nav className={css.bar} aria-label={t('frame.nav')}>
      <NavLink to="/" end className={look}>
        <House size={22} aria-hidden />
        {t('frame.start')}
      </NavLink>
      <NavLink to={base ? `${base}/samtal` : '/direkt'} className={look}>
        <MessagesSquare size={22} aria-hidden />
        {t('frame.conversations')}
      </NavLink>
      <NavLink to={base ? `${base}/traffar` : '/arkiv'} className={look}>
        <CalendarDays size={22} aria-hidden />
        {t('frame.meetings')}
      </NavLink>
      <Button className={css.tab ?? ''} onPress={onSearch}>
        <Search size={22} aria-hidden />
        {t('frame.search')}
      </Button>
    </nav>
  );
}
