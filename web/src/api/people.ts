import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { DirectoryLine, Paged, ProfileFacts } from './types.ts';

export const profileQuery = queryOptions({
  queryKey: keys.profile,
  queryFn: async () => (await sdk.getMeProfile()).data,
});
export const writeProfile = async (revision: number, body: ProfileFacts) =>
  (await sdk.putMeProfile({ body, headers: ifMatch(revision) })).data;
export const protectOneself = async (isProtected: boolean) =>
  void (await sdk.putMeProtected({ body: { protected: isProtected } }));
export const protectAccount = async (person: string, isProtected: boolean) =>
  void (await sdk.putAccountsByIdProtected({ path: { id: person }, body: { protected: isProtected } }));

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: keys.person(id),
    queryFn: async () => (await sdk.getPeopleById({ path: { id } })).data,
  });
export const directoryPage =
  (network: string, q: string) =>
  async (cursor?: string, limit = 30): Promise<Paged<DirectoryLine>> =>
    (
      await sdk.getNetworksByIdDirectory({
        path: { id: network },
        query: { q, limit, ...(cursor && { cursor }) },
      })
    ).data;

export const giveTag = async (network: string, person: string, tag: string) =>
  (await sdk.postNetworksByIdPersonTags({ path: { id: network }, body: { person_id: person, tag } })).data;
export const takeTag = async (id: string) => void (await sdk.deletePersonTagsById({ path: { id } }));

export const homeGroupQuery = (seat: string) =>
  queryOptions({
    queryKey: keys.homeGroup(seat),
    queryFn: async () => (await sdk.getSeatsByIdHomeGroup({ path: { id: seat } })).data.items,
  });
export const addToHomeGroup = async (
  seat: string,
  body: { name: string; address: string; consent: string },
) => (await sdk.postSeatsByIdHomeGroup({ path: { id: seat }, body })).data;
export const removeFromHomeGroup = async (seat: string, recipient: string) =>
  void (await sdk.deleteSeatsByIdHomeGroupByRecipient({ path: { id: seat, recipient } }));
