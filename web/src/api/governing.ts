import { queryOptions } from '@tanstack/react-query';
import {
  getAccounts,
  postAccounts,
  postAccountsByIdErasure,
  putAccountsByIdAdministrator,
  putAccountsByIdSuspended,
} from './generated/sdk/accounts.gen.ts';
import {
  getInstallationNetworks,
  postInstallationNetworks,
  putInstallationNetworksByIdClosed,
} from './generated/sdk/installation.gen.ts';
import {
  deleteNetworksByIdAppointmentsByAppointment,
  getNetworksByIdAppointments,
  getNetworksByIdSettings,
  postNetworksByIdAppointments,
  putNetworksByIdSettings,
} from './generated/sdk/networks.gen.ts';
import type { AssignmentRole, NetworkKind } from './generated/types.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { AccountRow, NetworkFacts, Paged } from './types.ts';

export const networkSettingsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.networkSettings(network),
    queryFn: async () => (await getNetworksByIdSettings({ path: { id: network } })).data,
  });
export const setNetworkSettings = async (network: string, revision: number, facts: NetworkFacts) =>
  (
    await putNetworksByIdSettings({
      path: { id: network },
      body: facts,
      headers: ifMatch(revision),
    })
  ).data;

export const appointmentsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.appointments(network),
    queryFn: async () => (await getNetworksByIdAppointments({ path: { id: network } })).data.items,
  });
/** A term, for whoever speaks for the network; everybody else is appointed for as long as it lasts. */
export interface Term {
  from: string;
  to: string | null;
}
export const appoint = async (network: string, person: string, role: AssignmentRole, term?: Term) =>
  (await postNetworksByIdAppointments({ path: { id: network }, body: { person_id: person, role, ...term } }))
    .data;
export const dismiss = async (network: string, appointment: string) =>
  void (await deleteNetworksByIdAppointmentsByAppointment({ path: { id: network, appointment } }));

export const installedQuery = queryOptions({
  queryKey: keys.installed,
  queryFn: async () => (await getInstallationNetworks()).data.items,
});
export const makeNetwork = async (facts: {
  slug: string;
  name: string;
  kind: NetworkKind;
  purpose: string;
}) => (await postInstallationNetworks({ body: facts })).data;
export const setClosed = async (network: string, closed: boolean) =>
  void (await putInstallationNetworksByIdClosed({ path: { id: network }, body: { closed } }));

export const accountsPage =
  (q: string) =>
  async (cursor?: string, limit = 30): Promise<Paged<AccountRow>> =>
    (await getAccounts({ query: { q, limit, ...(cursor && { cursor }) } })).data;
export const makeAccount = async (name: string, email: string) =>
  (await postAccounts({ body: { name, email } })).data;
export const setSuspended = async (person: string, suspended: boolean) =>
  void (await putAccountsByIdSuspended({ path: { id: person }, body: { suspended } }));
export const eraseAccount = async (person: string, reason: string) =>
  void (await postAccountsByIdErasure({ path: { id: person }, body: { reason } }));
export const setAdministrator = async (person: string, administrator: boolean) =>
  void (await putAccountsByIdAdministrator({ path: { id: person }, body: { administrator } }));
