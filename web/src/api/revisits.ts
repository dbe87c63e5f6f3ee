import { queryOptions } from '@tanstack/react-query';
import { getAgreementsByIdRevisit, putAgreementsByIdRevisit } from './generated/sdk/agreements.gen.ts';
import { getDocumentsByIdRevisit, putDocumentsByIdRevisit } from './generated/sdk/documents.gen.ts';
import { keys } from './keys.ts';
import type { SetRevisit } from './types.ts';

/** What is looked over again. */
export interface Revisited {
  what: 'document' | 'agreement';
  id: string;
  title: string;
}

export const revisitQuery = ({ what, id }: Revisited) =>
  queryOptions({
    queryKey: keys.revisit(what, id),
    queryFn: async () =>
      what === 'document'
        ? (await getDocumentsByIdRevisit({ path: { id } })).data
        : (await getAgreementsByIdRevisit({ path: { id } })).data,
  });
export const setRevisit = async ({ what, id }: Revisited, body: SetRevisit) =>
  what === 'document'
    ? (await putDocumentsByIdRevisit({ path: { id }, body })).data
    : (await putAgreementsByIdRevisit({ path: { id }, body })).data;

/** Where it is read. */
export const placeOf = ({ what, id }: Revisited): string =>
  what === 'document' ? `/dokument/${id}` : `/overenskommelser/${id}`;
