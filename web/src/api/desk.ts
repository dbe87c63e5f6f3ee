import { queryOptions } from '@tanstack/react-query';
import { getDesk } from './generated/sdk/desk.gen.ts';
import { keys } from './keys.ts';

/** What waits in the networks one coordinates. It is derived from what is so, so it is asked for anew each time. */
export const deskQuery = queryOptions({
  queryKey: keys.desk,
  queryFn: async () => (await getDesk()).data,
  staleTime: 0,
});
