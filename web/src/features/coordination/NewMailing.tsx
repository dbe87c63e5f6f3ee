import { useNavigate } from 'react-router';
import type { Network } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';

const placeOf = (network: Network) => `/natverk/${network.slug}/utskick?nytt=1`;

/** Begins a letter to several: of several networks one says first to whose. */
export function NewMailing({ networks }: { networks: Network[] }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [first] = networks;
  if (!first) return null;
  if (networks.length === 1)
    return (
      <ButtonLink look="filled" to={placeOf(first)}>
        {t('mailing.new')}
      </ButtonLink>
    );
  return (
    <Menu
      label={t('mailing.new')}
      button={<Button look="filled">{t('mailing.new')}</Button>}
      choices={networks.map((one) => ({
        id: one.id,
        text: one.name,
        act: () => void navigate(placeOf(one)),
      }))}
    />
  );
}
