import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import type { AssignmentRole, NetworkKind } from './generated/types.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { AccountRow, NetworkFacts, Paged } from './types.ts';

export const networkSettingsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.networkSettings(network),
    queryFn: async () => (await sdk.getNetworksByIdSettings({ path: { id: network } })).data,
  });
export const setNetworkSettings = async (network: string, revision: number, facts: NetworkFacts) =>
  (
    await sdk.putNetworksByIdSettings({
      path: { id: network },
      body: facts,
      headers: ifMatch(revision),
    })
  ).data;

export const appointmentsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.appointments(network),
    queryFn: async () => (await sdk.getNetworksByIdAppointments({ path: { id: network } })).data.items,
  });
export const appoint = async (network: string, person: string, role: AssignmentRole) =>
  (await sdk.postNetworksByIdAppointments({ path: { id: network }, body: { person_id: person, role } })).data;
export const dismiss = async (network: string, appointment: string) =>
  void (await sdk.deleteNetworksByIdAppointmentsByAppointment({ path: { id: network, appointment } }));

export const installedQuery = queryOptions({
  queryKey: keys.installed,
  queryFn: async () => (await sdk.getInstallationNetworks()).data.items,
});
export const makeNetwork = async (facts: {
  slug: string;
  name: string;
  kind: NetworkKind;
  purpose: string;
}) => (await sdk.postInstallationNetworks({ body: facts })).data;
export const setClosed = async (network: string, closed: boolean) =>
  void (await sdk.putInstallationNetworksByIdClosed({ path: { id: network }, body: { closed } }));

export const accountsPage =
  (q: string) =>
  async (cursor?: string, limit = 30): Promise<Paged<AccountRow>> =>
    (await sdk.getAccounts({ query: { q, limit, ...(cursor && { cursor }) } })).data;
export const makeAccount = async (name: string, email: string) =>
  (await sdk.postAccounts({ body: { name, email } })).data;
export const setSuspended = async (person: string, suspended: boolean) =>
  void (await sdk.putAccountsByIdSuspended({ path: { id: person }, body: { suspended } }));
