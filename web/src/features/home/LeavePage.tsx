import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { sentence } from '../../api/problem.ts';
import { homeGroupLinkQuery, homeKeys, leaveHomeGroup } from '../../api/takeHome.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { LetterPage } from '../../ui/LetterPage.tsx';

/** Where the link of a mail to somebody at home leads: looking changes nothing, the button does; nobody signs in. */
export function LeavePage() {
  const { t } = useWords();
  const { token = '' } = useParams();
  const client = useQueryClient();
  const link = useQuery(homeGroupLinkQuery(token));
  const leave = useMutation({
    mutationFn: () => leaveHomeGroup(token),
    onSuccess: (now) => client.setQueryData(homeKeys.link(token), now),
  });
  const named = { organisation: link.data?.organisation ?? '', network: link.data?.network ?? '' };
  return (
    <LetterPage title={t('home.leave.title')}>
      {link.error ? (
        <p>{t('mail.noLink')}</p>
      ) : !link.data ? (
        <Later lines={2} />
      ) : link.data.stopped ? (
        <p role="status">{t('home.leave.done', named)}</p>
      ) : (
        <>
          <p>{t('home.leave.lead', named)}</p>
          <Button look="filled" isDisabled={leave.isPending} onPress={() => leave.mutate()}>
            {t('home.leave.act')}
          </Button>
          {leave.error && <p role="alert">{sentence(leave.error, t('ui.broken.body'))}</p>}
        </>
      )}
    </LetterPage>
  );
}
