import { queryOptions } from '@tanstack/react-query';
import {
  deleteNetworksByIdConditionsByOrganisationMembership,
  getNetworksByIdAskedConditions,
  getNetworksByIdConditions,
  getNetworksByIdConditionsByOrganisation,
  getNetworksByIdCoverage,
  postNetworksByIdConditionsByOrganisationConfirmation,
  postNetworksByIdConditionsByOrganisationMembership,
  postNetworksByIdConditionsByOrganisationReminders,
  putNetworksByIdAskedConditions,
  putNetworksByIdConditionsByOrganisationByCondition,
} from './generated/sdk/networks.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { AskedConditions, ConditionToAsk, OrganisationConditions, SayCondition } from './types.ts';

export const conditionsQuery = (network: string, organisation: string) =>
  queryOptions({
    queryKey: keys.conditions(network, organisation),
    queryFn: async () =>
      (await getNetworksByIdConditionsByOrganisation({ path: { id: network, organisation } })).data,
  });
export const allConditionsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.conditions(network, 'all'),
    queryFn: async () => (await getNetworksByIdConditions({ path: { id: network } })).data.items,
  });
/** What the network asks, and which state of the network that is. */
export const askedQuery = (network: string) =>
  queryOptions({
    queryKey: keys.conditions(network, 'asked'),
    queryFn: async () => (await getNetworksByIdAskedConditions({ path: { id: network } })).data,
    staleTime: 0,
  });
export const askConditions = async (
  network: string,
  revision: number,
  conditions: ConditionToAsk[],
): Promise<AskedConditions> =>
  (
    await putNetworksByIdAskedConditions({
      path: { id: network },
      body: { conditions },
      headers: ifMatch(revision),
    })
  ).data;
export const sayCondition = async (
  network: string,
  organisation: string,
  condition: string,
  body: SayCondition,
): Promise<OrganisationConditions> =>
  (
    await putNetworksByIdConditionsByOrganisationByCondition({
      path: { id: network, organisation, condition },
      body,
    })
  ).data;
export const confirmConditions = async (
  network: string,
  organisation: string,
): Promise<OrganisationConditions> =>
  (await postNetworksByIdConditionsByOrganisationConfirmation({ path: { id: network, organisation } })).data;
/** Reminds those who hold the organisation's seats, as a coordinator. */
export const remindOfConditions = async (
  network: string,
  organisation: string,
): Promise<OrganisationConditions> =>
  (await postNetworksByIdConditionsByOrganisationReminders({ path: { id: network, organisation } })).data;
export const takeBackMembership = async (
  network: string,
  organisation: string,
): Promise<OrganisationConditions> =>
  (await deleteNetworksByIdConditionsByOrganisationMembership({ path: { id: network, organisation } })).data;
export const askMembership = async (
  network: string,
  organisation: string,
  message: string,
): Promise<OrganisationConditions> =>
  (
    await postNetworksByIdConditionsByOrganisationMembership({
      path: { id: network, organisation },
      body: { message },
    })
  ).data;

export const coverageQuery = (network: string, day: string) =>
  queryOptions({
    queryKey: keys.coverage(network, day),
    queryFn: async () =>
      (await getNetworksByIdCoverage({ path: { id: network }, query: day ? { day } : {} })).data,
  });
