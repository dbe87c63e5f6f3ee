import { queryOptions } from '@tanstack/react-query';
import { getAudit, getAuditChain } from './generated/sdk/audit.gen.ts';
import { getInstallationHealth, getInstallationStatistics } from './generated/sdk/installation.gen.ts';
import {
  getNetworksByIdAudit,
  getNetworksByIdAuditChain,
  getNetworksByIdStatistics,
} from './generated/sdk/networks.gen.ts';
import { getRoomsByIdReaders } from './generated/sdk/rooms.gen.ts';
import { keys } from './keys.ts';
import type { Noted, Paged, ReadersOnADay } from './types.ts';

/** Which acts of a log: of the installation's without a network. */
export interface LogFilter {
  act: string;
  q: string;
  from: string;
  to: string;
}

/** Only what was chosen. */
const chosen = (filter: LogFilter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')) as Partial<LogFilter>;

export const logPage =
  (network: string | undefined, filter: LogFilter) =>
  async (cursor?: string, limit = 50): Promise<Paged<Noted>> => {
    const query = { limit, ...chosen(filter), ...(cursor && { cursor }) };
    return network
      ? (await getNetworksByIdAudit({ path: { id: network }, query })).data
      : (await getAudit({ query })).data;
  };
export const logFile = (network: string | undefined, filter: LogFilter, form: 'csv' | 'xlsx') =>
  `/api/v1${network ? `/networks/${network}` : ''}/audit/file?${new URLSearchParams({ ...chosen(filter), form })}`;
export const chainQuery = (network: string | undefined) =>
  queryOptions({
    queryKey: keys.logChain(network),
    queryFn: async () =>
      network
        ? (await getNetworksByIdAuditChain({ path: { id: network } })).data
        : (await getAuditChain()).data,
  });

/** Who could read a room on a day. */
export const readersPage =
  (room: string, on: string) =>
  async (cursor?: string, limit = 50): Promise<ReadersOnADay> =>
    (
      await getRoomsByIdReaders({
        path: { id: room },
        query: { limit, ...(on && { on }), ...(cursor && { cursor }) },
      })
    ).data;

export const statisticsQuery = (network: string | undefined, year: number) =>
  queryOptions({
    queryKey: keys.statistics(network, year),
    queryFn: async () =>
      network
        ? (await getNetworksByIdStatistics({ path: { id: network }, query: { year } })).data
        : (await getInstallationStatistics({ query: { year } })).data,
  });

export const healthQuery = queryOptions({
  queryKey: keys.health,
  queryFn: async () => (await getInstallationHealth()).data,
  refetchInterval: 15_000,
});
