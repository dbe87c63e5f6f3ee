import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { whenSessionEnds } from '../api/http.ts';
import { ApiError } from '../api/problem.ts';
import { forgetRead } from '../api/readMarks.ts';
import { meQuery } from '../api/session.ts';
import { switchLanguage } from '../locales/i18n.ts';
import { RealtimeProvider } from '../realtime/RealtimeProvider.tsx';
import { Later } from '../ui/Later.tsx';
import { Failure } from '../ui/Notice.tsx';
import { applyTheme } from '../ui/theme.ts';
import { sendWaiting } from '../writing/outbox.ts';
import { setOwner, whenOwnerChanges } from '../writing/whose.ts';

whenOwnerChanges(forgetRead);

/** Everything behind this needs somebody signed in; whoever is not is sent to sign in and comes back after. */
export function SignedIn() {
  const client = useQueryClient();
  const location = useLocation();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const person = me.data?.person;

  const ended = useCallback(async () => {
    const back = window.location.pathname + window.location.search;
    // First away: what is still shown is made of what is kept.
    await navigate('/logga-in', { state: { back, ended: true } });
    client.clear();
  }, [client, navigate]);
  useEffect(() => whenSessionEnds(ended), [ended]);

  const language = person?.language;
  const theme = person?.theme;
  useEffect(() => {
    if (language) void switchLanguage(language);
    if (theme) applyTheme(theme);
  }, [language, theme]);

  const id = person?.id;
  useEffect(() => {
    if (!id) return;
    setOwner(id);
    void sendWaiting(client);
    import('../writing/heldFiles.ts').then((held) => held.tidyHeld()).catch(() => undefined);
    const online = () => void sendWaiting(client);
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, [client, id]);

  if (me.error instanceof ApiError && me.error.status === 401) {
    return <Navigate to="/logga-in" replace state={{ back: location.pathname + location.search }} />;
  }
  if (me.error && !me.data) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (!me.data) return <Later />;
  return (
    <RealtimeProvider key={me.data.person.id} onEnded={ended}>
      <Outlet />
    </RealtimeProvider>
  );
}
