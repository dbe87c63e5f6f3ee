import { queryOptions } from '@tanstack/react-query';
import { getNetworksByIdSynonyms, putNetworksByIdSynonyms } from './generated/sdk/networks.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { SynonymList } from './types.ts';

/** The words that mean the same in a network: for its coordinators. */
export const synonymsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.synonyms(network),
    queryFn: async () => (await getNetworksByIdSynonyms({ path: { id: network } })).data,
  });
export const writeSynonyms = async (
  network: string,
  revision: number,
  groups: string[][],
): Promise<SynonymList> =>
  (
    await putNetworksByIdSynonyms({
      path: { id: network },
      body: { groups },
      headers: ifMatch(revision),
    })
  ).data;
