import { queryOptions } from '@tanstack/react-query';
import {
  getNetworksByIdCandidates,
  postNetworksByIdCandidatesInvitations,
} from './generated/sdk/networks.gen.ts';
import type { InviteOrganisation } from './generated/types.gen.ts';
import { keys } from './keys.ts';

export const candidatesQuery = (network: string) =>
  queryOptions({
    queryKey: keys.candidates(network),
    queryFn: async () => (await getNetworksByIdCandidates({ path: { id: network } })).data.items,
  });
export const inviteOrganisation = async (network: string, body: InviteOrganisation) =>
  (await postNetworksByIdCandidatesInvitations({ path: { id: network }, body })).data;
