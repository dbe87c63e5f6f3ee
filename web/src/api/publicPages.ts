import { queryOptions } from '@tanstack/react-query';
import { getNetworksByIdPublicPage, putNetworksByIdPublicPage } from './generated/sdk/networks.gen.ts';
import { getPublicNetworks, getPublicNetworksBySlug } from './generated/sdk/public-networks.gen.ts';
import type { SetPublicPage } from './generated/types.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';

export const publicNetworksQuery = queryOptions({
  queryKey: keys.publicNetworks,
  queryFn: async () => (await getPublicNetworks()).data.items,
});
export const publicPageQuery = (slug: string) =>
  queryOptions({
    queryKey: keys.publicPage(slug),
    queryFn: async () => (await getPublicNetworksBySlug({ path: { slug } })).data,
  });
export const publicPageSettingsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.publicPageSettings(network),
    queryFn: async () => (await getNetworksByIdPublicPage({ path: { id: network } })).data,
  });
export const setPublicPage = async (network: string, revision: number, page: SetPublicPage) =>
  (
    await putNetworksByIdPublicPage({
      path: { id: network },
      body: page,
      headers: ifMatch(revision),
    })
  ).data;
