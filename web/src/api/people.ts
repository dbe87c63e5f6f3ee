import { queryOptions } from '@tanstack/react-query';
import { putAccountsByIdProtected } from './generated/sdk/accounts.gen.ts';
import { deleteMePortrait, getMeProfile, putMeProfile, putMeProtected } from './generated/sdk/me.gen.ts';
import {
  getNetworksByIdAlike,
  getNetworksByIdDirectory,
  postNetworksByIdPersonTags,
} from './generated/sdk/networks.gen.ts';
import { getPeopleById } from './generated/sdk/people.gen.ts';
import { deletePersonTagsById } from './generated/sdk/person-tags.gen.ts';
import {
  deleteSeatsByIdHomeGroupByRecipient,
  getSeatsByIdHomeGroup,
  postSeatsByIdHomeGroup,
} from './generated/sdk/seats.gen.ts';
import { ifMatch, send } from './http.ts';
import { keys } from './keys.ts';
import { toApiError } from './problem.ts';
import type { DirectoryLine, Paged, ProfileFacts } from './types.ts';

export const profileQuery = queryOptions({
  queryKey: keys.profile,
  queryFn: async () => (await getMeProfile()).data,
});
export const alikeQuery = (network: string) =>
  queryOptions({
    queryKey: keys.alikePeople(network),
    queryFn: async () => (await getNetworksByIdAlike({ path: { id: network } })).data.items,
  });
export const writeProfile = async (revision: number, body: ProfileFacts) =>
  (await putMeProfile({ body, headers: ifMatch(revision) })).data;
export const protectOneself = async (isProtected: boolean) =>
  void (await putMeProtected({ body: { protected: isProtected } }));
export const protectAccount = async (person: string, isProtected: boolean) =>
  void (await putAccountsByIdProtected({ path: { id: person }, body: { protected: isProtected } }));

/** The largest photo a picture is made of. */
export const LARGEST_PHOTO = 10 * 1024 * 1024;
/** Where somebody's picture is: another one has another address. */
export const portraitAddress = (person: string, put: string) =>
  `/api/v1/people/${person}/portrait?put=${encodeURIComponent(put)}`;
/** Puts one's own picture. */
export async function putPortrait(photo: File): Promise<void> {
  const answer = await send(
    new Request('/api/v1/me/portrait', {
      method: 'PUT',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: photo,
    }),
  );
  if (!answer.ok) throw toApiError(await answer.json().catch(() => null), answer);
}
/** Takes one's own picture away. */
export const removePortrait = async () => void (await deleteMePortrait());

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: keys.person(id),
    queryFn: async () => (await getPeopleById({ path: { id } })).data,
  });
export const directoryPage =
  (network: string, q: string) =>
  async (cursor?: string, limit = 30): Promise<Paged<DirectoryLine>> =>
    (
      await getNetworksByIdDirectory({
        path: { id: network },
        query: { q, limit, ...(cursor && { cursor }) },
      })
    ).data;

export const giveTag = async (network: string, person: string, tag: string) =>
  (await postNetworksByIdPersonTags({ path: { id: network }, body: { person_id: person, tag } })).data;
export const takeTag = async (id: string) => void (await deletePersonTagsById({ path: { id } }));

export const homeGroupQuery = (seat: string) =>
  queryOptions({
    queryKey: keys.homeGroup(seat),
    queryFn: async () => (await getSeatsByIdHomeGroup({ path: { id: seat } })).data.items,
  });
export const addToHomeGroup = async (
  seat: string,
  body: { name: string; address: string; consent: string },
) => (await postSeatsByIdHomeGroup({ path: { id: seat }, body })).data;
export const removeFromHomeGroup = async (seat: string, recipient: string) =>
  void (await deleteSeatsByIdHomeGroupByRecipient({ path: { id: seat, recipient } }));
