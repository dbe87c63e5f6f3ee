import { queryOptions } from '@tanstack/react-query';
import {
  getNetworksByIdMembership,
  postNetworksByIdMembershipChanges,
} from './generated/sdk/networks.gen.ts';
import type { ChangeMembership } from './generated/types.gen.ts';
import { keys } from './keys.ts';

/** How organisations take part and wait. Cases decide of it too, so it is asked for anew each time. */
export const membershipQuery = (network: string) =>
  queryOptions({
    queryKey: keys.membership(network),
    queryFn: async () => (await getNetworksByIdMembership({ path: { id: network } })).data,
    staleTime: 0,
  });
export const changeMembership = async (network: string, body: ChangeMembership) =>
  (await postNetworksByIdMembershipChanges({ path: { id: network }, body })).data;
