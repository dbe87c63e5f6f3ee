import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { keys } from './keys.ts';

export const meetingsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.meetings(network),
    queryFn: async () =>
      (await sdk.getNetworksByIdMeetings({ path: { id: network }, query: { limit: 100 } })).data.items,
  });
export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: keys.meeting(id),
    queryFn: async () => (await sdk.getMeetingsById({ path: { id } })).data,
  });
export const archiveQuery = queryOptions({
  queryKey: keys.archive,
  queryFn: async () => (await sdk.getArchive()).data,
});
