import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import { networkMailQuery, setNetworkMail } from '../../api/mail.ts';
import { sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { tell } from '../../ui/Toasts.tsx';
import { OnOff } from './OnOff.tsx';

/** For its coordinator: whether a network's mails hold what was written. */
export function NetworkMailChoice({ network }: { network: { id: string; name: string } }) {
  const { t } = useWords();
  const client = useQueryClient();
  const now = useQuery(networkMailQuery(network.id)).data;
  const change = useMutation({
    mutationFn: (content: boolean) => setNetworkMail(network.id, now?.revision ?? 0, content),
    onSuccess: (next) => {
      client.setQueryData(keys.networkMail(network.id), next);
      tell(t('settings.saved'));
    },
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      void client.invalidateQueries({ queryKey: keys.networkMail(network.id) });
    },
  });
  if (!now) return null;
  return (
    <OnOff
      label={t('mail.content', { network: network.name })}
      hint={t('mail.contentHint')}
      on={now.content}
      onChange={(on) => change.mutate(on)}
    />
  );
}
