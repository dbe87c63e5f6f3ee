import { queryOptions, useQuery } from '@tanstack/react-query';
import { getInstallation } from './generated/sdk/installation.gen.ts';
import { getMe, patchMe, putMePassword } from './generated/sdk/me.gen.ts';
import { deleteSession, postSession } from './generated/sdk/session.gen.ts';
import { deleteSessions, deleteSessionsById, getSessions } from './generated/sdk/sessions.gen.ts';
import { keys } from './keys.ts';
import type { Me } from './types.ts';

const MINUTE_MS = 60_000;

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async () => (await getMe()).data,
  staleTime: 5 * MINUTE_MS,
});
export const installationQuery = queryOptions({
  queryKey: keys.installation,
  queryFn: async () => (await getInstallation()).data,
  staleTime: Number.POSITIVE_INFINITY,
});
export const sessionsQuery = queryOptions({
  queryKey: keys.sessions,
  queryFn: async () => (await getSessions()).data,
});

/** The one signed in. Only used inside the signed-in frame, where it is already there. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe outside the signed-in frame');
  return data;
}

/** Whether they coordinate a network: the server decides what they see there. */
export const coordinates = (me: Me): boolean => me.standings.some((one) => one.kind === 'coordinator');

export const signIn = async (email: string, password: string) =>
  (await postSession({ body: { email, password } })).data;
export const signOut = async () => void (await deleteSession());
export const signOutEverywhere = async () => void (await deleteSessions());
export const revokeSession = async (id: string) => void (await deleteSessionsById({ path: { id } }));
export const changePassword = async (current: string, next: string) =>
  void (await putMePassword({ body: { current, new: next } }));
export const changeMe = async (change: {
  name?: string;
  language?: 'sv' | 'en';
  theme?: 'system' | 'light' | 'dark';
  tells_seen?: boolean;
}) => (await patchMe({ body: change })).data;
