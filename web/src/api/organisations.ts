import { queryOptions } from '@tanstack/react-query';
import {
  deleteOrganisationsById,
  getOrganisations,
  getOrganisationsById,
  postOrganisations,
  putOrganisationsById,
} from './generated/sdk/organisations.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { WriteOrganisation } from './types.ts';

/** Those whose name, of today or before, has a word that begins so. */
export const organisationsQuery = (q: string) =>
  queryOptions({
    queryKey: keys.organisations(q),
    queryFn: async () => (await getOrganisations({ query: { q } })).data.items,
    enabled: q !== '',
  });
export const organisationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.organisation(id),
    queryFn: async () => (await getOrganisationsById({ path: { id } })).data,
  });
export const makeOrganisation = async (body: WriteOrganisation) => (await postOrganisations({ body })).data;
export const changeOrganisation = async (id: string, revision: number, body: WriteOrganisation) =>
  (await putOrganisationsById({ path: { id }, body, headers: ifMatch(revision) })).data;
export const deleteOrganisation = async (id: string) =>
  void (await deleteOrganisationsById({ path: { id } }));
