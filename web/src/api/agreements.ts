import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { NoteAdoption, WriteAgreement } from './types.ts';

export const agreementsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.agreements(network),
    queryFn: async () => (await sdk.getNetworksByIdAgreements({ path: { id: network } })).data.items,
  });
export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: keys.agreement(id),
    queryFn: async () => (await sdk.getAgreementsById({ path: { id } })).data,
  });
export const writeAgreement = async (network: string, body: WriteAgreement) =>
  (await sdk.postNetworksByIdAgreements({ path: { id: network }, body })).data;
export const rewriteAgreement = async (id: string, revision: number, body: WriteAgreement) =>
  (await sdk.putAgreementsById({ path: { id }, body, headers: ifMatch(revision) })).data;
export const renewAgreement = async (id: string) =>
  (await sdk.postAgreementsByIdRenewal({ path: { id } })).data;
export const noteAdoption = async (id: string, organisation: string, body: NoteAdoption) =>
  (await sdk.putAgreementsByIdAdoptionsByOrganisation({ path: { id, organisation }, body })).data;
export const withdrawAdoption = async (id: string, organisation: string) =>
  (await sdk.deleteAgreementsByIdAdoptionsByOrganisation({ path: { id, organisation } })).data;

/** Who took part on a day; today without one. */
export const rollQuery = (network: string, on: string) =>
  queryOptions({
    queryKey: keys.roll(network, on),
    queryFn: async () =>
      (await sdk.getNetworksByIdRoll({ path: { id: network }, query: on ? { on } : {} })).data.items,
  });
export const rollFile = (network: string, on: string, form: 'csv' | 'xlsx') =>
  `/api/v1/networks/${network}/roll/file?form=${form}${on ? `&on=${on}` : ''}`;
