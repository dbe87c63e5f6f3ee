import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { keys } from './keys.ts';
import type { OrganisationConditions, SayCondition } from './types.ts';

export const conditionsQuery = (network: string, organisation: string) =>
  queryOptions({
    queryKey: keys.conditions(network, organisation),
    queryFn: async () =>
      (await sdk.getNetworksByIdConditionsByOrganisation({ path: { id: network, organisation } })).data,
  });
export const allConditionsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.conditions(network, 'all'),
    queryFn: async () => (await sdk.getNetworksByIdConditions({ path: { id: network } })).data.items,
  });
export const sayCondition = async (
  network: string,
  organisation: string,
  condition: string,
  body: SayCondition,
): Promise<OrganisationConditions> =>
  (
    await sdk.putNetworksByIdConditionsByOrganisationByCondition({
      path: { id: network, organisation, condition },
      body,
    })
  ).data;
export const confirmConditions = async (
  network: string,
  organisation: string,
): Promise<OrganisationConditions> =>
  (await sdk.postNetworksByIdConditionsByOrganisationConfirmation({ path: { id: network, organisation } }))
    .data;
export const askMembership = async (
  network: string,
  organisation: string,
  message: string,
): Promise<OrganisationConditions> =>
  (
    await sdk.postNetworksByIdConditionsByOrganisationMembership({
      path: { id: network, organisation },
      body: { message },
    })
  ).data;

export const coverageQuery = (network: string, day: string) =>
  queryOptions({
    queryKey: keys.coverage(network, day),
    queryFn: async () =>
      (await sdk.getNetworksByIdCoverage({ path: { id: network }, query: day ? { day } : {} })).data,
  });
