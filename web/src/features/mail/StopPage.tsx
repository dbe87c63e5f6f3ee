import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { actOnMailLink, mailLinkQuery } from '../../api/mail.ts';
import { sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { LetterPage } from '../../ui/LetterPage.tsx';
import css from './StopPage.module.css';

/** Where the link of a mail leads: looking changes nothing, the buttons do; nobody has to sign in. */
export function StopPage() {
  const { t } = useWords();
  const { token = '' } = useParams();
  const client = useQueryClient();
  const link = useQuery(mailLinkQuery(token));
  const act = useMutation({
    mutationFn: ({ what, stopped }: { what: 'kind' | 'conversation'; stopped: boolean }) =>
      actOnMailLink(token, what, stopped),
    onSuccess: (now) => client.setQueryData(keys.mailLink(token), now),
  });
  const choice = (what: 'kind' | 'conversation', stopped: boolean, filled: boolean) => (
    <div className={css.choice}>
      <p role="status">
        {t(
          what === 'conversation'
            ? 'mail.thisConversation'
            : link.data?.of_search
              ? 'mail.thisSearch'
              : `mail.kind.${link.data?.kind ?? 'at_once'}`,
        )}
        {': '}
        <strong>{t(stopped ? 'mail.stopped' : 'mail.comes')}</strong>
      </p>
      <Button
        look={filled && !stopped ? 'filled' : 'outlined'}
        isDisabled={act.isPending}
        onPress={() => act.mutate({ what, stopped: !stopped })}
      >
        {t(
          what === 'kind' ? (stopped ? 'mail.goOn' : 'mail.stop') : stopped ? 'mail.hearAgain' : 'mail.mute',
        )}
      </Button>
    </div>
  );
  return (
    <LetterPage title={t('mail.stopTitle')} more={<Link to="/installningar">{t('mail.allSettings')}</Link>}>
      {link.error ? (
        <p>{t('mail.noLink')}</p>
      ) : !link.data ? (
        <Later lines={2} />
      ) : (
        <>
          {choice('kind', link.data.stopped, true)}
          {link.data.conversation_stopped !== null &&
            choice('conversation', link.data.conversation_stopped, false)}
          {act.error && <p role="alert">{sentence(act.error, t('ui.broken.body'))}</p>}
        </>
      )}
    </LetterPage>
  );
}
