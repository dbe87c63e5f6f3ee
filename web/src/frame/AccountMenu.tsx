import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { signOut, useMe } from '../api/session.ts';
import { useWords } from '../locales/useWords.ts';
import { MenuLater } from '../ui/MenuLater.tsx';

/** Settings, accessibility and signing out. */
export function AccountMenu({ children }: { children: ReactElement<{ onPress?: () => void }> }) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { administrator } = useMe();
  const out = async () => {
    await signOut().catch(() => undefined);
    await navigate('/logga-in');
    client.clear();
  };
  return (
    <MenuLater
      label={t('frame.account')}
      button={children}
      choices={[
        { id: 'settings', text: t('frame.settings'), act: () => void navigate('/installningar') },
        ...(administrator
          ? [
              { id: 'running', text: t('frame.running'), act: () => void navigate('/installationen') },
              { id: 'mails', text: t('frame.mailQueue'), act: () => void navigate('/brevko') },
            ]
          : []),
        { id: 'accessibility', text: t('frame.accessibility'), act: () => void navigate('/tillganglighet') },
        { id: 'out', text: t('frame.signOut'), act: () => void out() },
      ]}
    />
  );
}
