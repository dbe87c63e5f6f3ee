/** In which order members host, and what one host leaves for the next. */
import { queryOptions } from '@tanstack/react-query';
import {
  deleteMeetingsByIdCancellation,
  getMeetingsByIdHandover,
  putMeetingsByIdCancellation,
  putMeetingsByIdHandover,
} from './generated/sdk/meetings.gen.ts';
import { getNetworksByIdHostOrder, putNetworksByIdHostOrder } from './generated/sdk/networks.gen.ts';
import { ifMatch } from './http.ts';
import type { HostHandover, HostOrder, Meeting } from './types.ts';

/** The keys of hosting; what is left for the next host is of the meeting: whatever makes that stale makes it so too. */
export const hostingKeys = {
  order: (network: string) => ['host-order', network] as const,
  handover: (meeting: string) => ['meeting', meeting, 'handover'] as const,
};

export const hostOrderQuery = (network: string) =>
  queryOptions({
    queryKey: hostingKeys.order(network),
    queryFn: async () => (await getNetworksByIdHostOrder({ path: { id: network } })).data,
    retry: false,
  });
export const writeHostOrder = async (
  network: string,
  revision: number,
  turns: { organisation_id: string; note: string }[],
): Promise<HostOrder> =>
  (
    await putNetworksByIdHostOrder({
      path: { id: network },
      body: { turns },
      headers: ifMatch(revision),
    })
  ).data;

export const handoverQuery = (meeting: string) =>
  queryOptions({
    queryKey: hostingKeys.handover(meeting),
    queryFn: async () => (await getMeetingsByIdHandover({ path: { id: meeting } })).data,
  });
export const writeHandover = async (
  meeting: string,
  revision: number,
  items: HostHandover['items'],
  letter: string,
): Promise<HostHandover> =>
  (
    await putMeetingsByIdHandover({
      path: { id: meeting },
      body: { items, letter },
      headers: ifMatch(revision),
    })
  ).data;

export const cancelMeeting = async (meeting: Meeting, reason: string): Promise<Meeting> =>
  (
    await putMeetingsByIdCancellation({
      path: { id: meeting.id },
      body: { reason },
      headers: ifMatch(meeting.revision),
    })
  ).data;
export const holdAfterAll = async (meeting: Meeting): Promise<Meeting> =>
  (
    await deleteMeetingsByIdCancellation({
      path: { id: meeting.id },
      headers: ifMatch(meeting.revision),
    })
  ).data;
