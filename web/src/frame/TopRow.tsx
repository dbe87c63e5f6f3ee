import { ChevronDown, CircleUserRound } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useNavigate } from 'react-router';
import { useNetworks } from '../api/networks.ts';
import { coordinates, useMe } from '../api/session.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { MenuLater } from '../ui/MenuLater.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { useCurrentNetwork } from './currentNetwork.ts';
import css from './Phone.module.css';

/** The title row of a phone: where one is, and the way to the other networks. */
export function TopRow() {
  const { t } = useWords();
  const navigate = useNavigate();
  const networks = useNetworks();
  const me = useMe();
  const { open } = useCurrentNetwork();
  return (
    <header className={`${css.top} no-print`}>
      <MenuLater
        label={t('frame.chooseNetwork')}
        button={
          <AriaButton
            className={css.where ?? ''}
            aria-label={`${open?.name ?? t('terms.appName')}. ${t('frame.chooseNetwork')}`}
          >
            <span className={css.whereName}>{open?.name ?? t('terms.appName')}</span>
            <ChevronDown size={18} aria-hidden />
          </AriaButton>
        }
        choices={[
          ...networks.map((network) => ({
            id: network.id,
            text: network.name,
            act: () => void navigate(`/natverk/${network.slug}/samtal`),
          })),
          { id: 'inbox', text: t('frame.inbox'), act: () => void navigate('/inkorg') },
          { id: 'direct', text: t('frame.direct'), act: () => void navigate('/direkt') },
          { id: 'archive', text: t('frame.archive'), act: () => void navigate('/arkiv') },
          ...(coordinates(me)
            ? [{ id: 'coordination', text: t('frame.coordination'), act: () => void navigate('/samordning') }]
            : []),
        ]}
      />
      <AccountMenu>
        <Button
          look="icon"
          aria-label={t('frame.account')}
          icon={<CircleUserRound size={22} aria-hidden />}
        />
      </AccountMenu>
    </header>
  );
}
