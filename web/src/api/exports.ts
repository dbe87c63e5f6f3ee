import { queryOptions } from '@tanstack/react-query';
import { getExportExtent } from './generated/sdk/export.gen.ts';

/** What is taken out. */
export type Scope = { room: string } | { meeting: string } | { network: string };

/** How much it is. */
export const extentQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['extent', scope],
    queryFn: async () => (await getExportExtent({ query: scope })).data,
    // counted anew each time somebody thinks of taking it out
    staleTime: 0,
    gcTime: 0,
  });

/** Where it is fetched: the browser itself takes it in, and shows how far it has come. */
export const exportAddress = (scope: Scope) => `/api/v1/export?${new URLSearchParams(scope)}`;
