import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { revokeSession, sessionsQuery, signOutEverywhere } from '../../api/session.ts';
import type { Session } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { device } from './device.ts';
import css from './SettingsPage.module.css';

/** Every browser one is signed in with, and ending it there. */
export function Sessions() {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const sessions = useQuery(sessionsQuery);
  const everywhere = useMutation({
    mutationFn: signOutEverywhere,
    onSuccess: async () => {
      await navigate('/logga-in');
      client.clear();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  return (
    <Part title={t('settings.sessions')}>
      <p className={css.note}>{t('settings.sessionsLead')}</p>
      {sessions.error && !sessions.data && (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      )}
      {!sessions.data && !sessions.error && <Later lines={2} />}
      <ul className={css.sessions}>
        {(sessions.data?.items ?? []).map((session) => (
          <One key={session.id} session={session} />
        ))}
      </ul>
      <div>
        <Button onPress={() => everywhere.mutate()} isDisabled={everywhere.isPending}>
          {t('settings.everywhere')}
        </Button>
      </div>
    </Part>
  );
}

function One({ session }: { session: Session }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeSession(session.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.sessions });
      tell(t('settings.revoked'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const found = device(session.user_agent ?? '');
  const name = found ? t('settings.device', found) : t('settings.unknownDevice');
  return (
    <li className={css.session}>
      <div>
        <p>{name}</p>
        <p className={css.note}>
          {[session.address, t('settings.seen', { when: moment(session.seen_at, language) })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {session.current ? (
        <span className={css.this}>{t('settings.thisOne')}</span>
      ) : (
        <Button
          aria-label={t('settings.revokeNamed', { name })}
          onPress={() => revoke.mutate()}
          isDisabled={revoke.isPending}
        >
          {t('settings.revoke')}
        </Button>
      )}
    </li>
  );
}
