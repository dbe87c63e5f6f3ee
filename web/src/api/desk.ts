import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { keys } from './keys.ts';

/** What waits in the networks one coordinates. It is derived from what is so, so it is asked for anew each time. */
export const deskQuery = queryOptions({
  queryKey: keys.desk,
  queryFn: async () => (await sdk.getDesk()).data,
  staleTime: 0,
});
