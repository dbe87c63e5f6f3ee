import { queryOptions } from '@tanstack/react-query';
import {
  deleteAgreementsByIdAdoptionsByOrganisation,
  getAgreementsById,
  getAgreementsByIdAdoptionsByOrganisation,
  getAgreementsByIdVersionsByNumber,
  postAgreementsByIdLetters,
  postAgreementsByIdRenewal,
  putAgreementsById,
  putAgreementsByIdAdoptionsByOrganisation,
} from './generated/sdk/agreements.gen.ts';
import {
  getNetworksByIdAgreements,
  getNetworksByIdCertificatesByOrganisation,
  getNetworksByIdRoll,
  postNetworksByIdAgreements,
} from './generated/sdk/networks.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { NoteAdoption, WriteAgreement } from './types.ts';

export const agreementsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.agreements(network),
    queryFn: async () => (await getNetworksByIdAgreements({ path: { id: network } })).data.items,
  });
export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: keys.agreement(id),
    queryFn: async () => (await getAgreementsById({ path: { id } })).data,
  });
/** One of the texts it has had; none of them changes. */
export const agreementTextQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: [...keys.agreement(id), 'text', number] as const,
    queryFn: async () => (await getAgreementsByIdVersionsByNumber({ path: { id, number } })).data,
    staleTime: Number.POSITIVE_INFINITY,
  });
export const writeAgreement = async (network: string, body: WriteAgreement) =>
  (await postNetworksByIdAgreements({ path: { id: network }, body })).data;
export const rewriteAgreement = async (id: string, revision: number, body: WriteAgreement) =>
  (await putAgreementsById({ path: { id }, body, headers: ifMatch(revision) })).data;
/** Begins the next period; asks for the decisions on it by letter if that is said. */
export const renewAgreement = async (id: string, ask: boolean) =>
  (await postAgreementsByIdRenewal({ path: { id }, body: { ask } })).data;
export const askForDecisions = async (id: string) => (await postAgreementsByIdLetters({ path: { id } })).data;
export const noteAdoption = async (id: string, organisation: string, body: NoteAdoption) =>
  (await putAgreementsByIdAdoptionsByOrganisation({ path: { id, organisation }, body })).data;
export const adoptionHistoryQuery = (id: string, organisation: string) =>
  queryOptions({
    // of the agreement: whatever makes that stale makes this so too
    queryKey: [...keys.agreement(id), 'noted', organisation] as const,
    queryFn: async () =>
      (await getAgreementsByIdAdoptionsByOrganisation({ path: { id, organisation } })).data.items,
  });
export const withdrawAdoption = async (id: string, organisation: string) =>
  (await deleteAgreementsByIdAdoptionsByOrganisation({ path: { id, organisation } })).data;

/** Who took part on a day; today without one. */
export const rollQuery = (network: string, on: string) =>
  queryOptions({
    queryKey: keys.roll(network, on),
    queryFn: async () =>
      (await getNetworksByIdRoll({ path: { id: network }, query: on ? { on } : {} })).data.items,
  });
export const rollFile = (network: string, on: string, form: 'csv' | 'xlsx') =>
  `/api/v1/networks/${network}/roll/file?form=${form}${on ? `&on=${on}` : ''}`;

/** How an organisation takes part, as of a day; today without one. What is printed is never from before. */
export const certificateQuery = (network: string, organisation: string, on: string) =>
  queryOptions({
    queryKey: keys.certificate(network, organisation, on),
    queryFn: async () =>
      (
        await getNetworksByIdCertificatesByOrganisation({
          path: { id: network, organisation },
          query: on ? { on } : {},
        })
      ).data,
    staleTime: 0,
  });
