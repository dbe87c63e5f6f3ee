import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  getCaseLinksByToken,
  postCaseLinksByTokenConfirmation,
  postCaseLinksByTokenWithdrawal,
  postCaseLinksByTokenWords,
} from './generated/sdk/case-links.gen.ts';
import {
  getCases,
  getCasesById,
  postCasesByIdDecision,
  postCasesByIdMails,
  postCasesByIdWords,
  putCasesByIdChecksByCondition,
  putCasesByIdOrganisation,
} from './generated/sdk/cases.gen.ts';
import {
  getOpenNetworksBySlug,
  postOpenNetworksBySlugExpressions,
} from './generated/sdk/open-networks.gen.ts';
import { getOrganisations } from './generated/sdk/organisations.gen.ts';
import { ifMatch, send } from './http.ts';
import { keys } from './keys.ts';
import { toApiError } from './problem.ts';
import type { Case, CaseLink, CheckCondition, DecideCase, ExpressInterest, Organisation } from './types.ts';

/** What a network asks of those that want to join, with the form's token: fetched anew for each form. */
export const openNetworkQuery = (slug: string) =>
  queryOptions({
    queryKey: keys.openNetwork(slug),
    queryFn: async () => (await getOpenNetworksBySlug({ path: { slug } })).data,
    retry: false,
    refetchOnWindowFocus: false,
  });
export const findOrganisations = async (q: string): Promise<Organisation[]> =>
  (await getOrganisations({ query: { q } })).data.items;
export const expressInterest = async (slug: string, body: ExpressInterest): Promise<void> => {
  await postOpenNetworksBySlugExpressions({ path: { slug }, body });
};

/** What the link of a letter follows; whoever holds it needs no session. */
export const caseLinkQuery = (token: string) =>
  queryOptions({
    queryKey: keys.caseLink(token),
    queryFn: async () => (await getCaseLinksByToken({ path: { token } })).data,
    retry: false,
  });
export const confirmExpression = async (token: string): Promise<CaseLink> =>
  (await postCaseLinksByTokenConfirmation({ path: { token } })).data;
export const sayByLink = async (token: string, text: string): Promise<CaseLink> =>
  (await postCaseLinksByTokenWords({ path: { token }, body: { text } })).data;
export const withdrawByLink = async (token: string): Promise<CaseLink> =>
  (await postCaseLinksByTokenWithdrawal({ path: { token } })).data;
export const attachByLink = async (
  token: string,
  file: File,
  condition: string | null,
): Promise<CaseLink> => {
  const query = new URLSearchParams({ name: file.name, ...(condition && { condition }) });
  const answer = await send(
    new Request(`/api/v1/case-links/${encodeURIComponent(token)}/files?${query}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file,
    }),
  );
  const said: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw toApiError(said, answer);
  return said as CaseLink;
};

export const casesQuery = (over: boolean) =>
  infiniteQueryOptions({
    queryKey: keys.casePage(over),
    queryFn: async ({ pageParam }) =>
      (await getCases({ query: { over, limit: 20, ...(pageParam && { cursor: pageParam }) } })).data,
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: keys.case(id),
    queryFn: async () => (await getCasesById({ path: { id } })).data,
  });
export const sayInCase = async (id: string, text: string): Promise<Case> =>
  (await postCasesByIdWords({ path: { id }, body: { text } })).data;
export const putMailInCase = async (id: string, text: string): Promise<Case> =>
  (await postCasesByIdMails({ path: { id }, body: { text } })).data;
export const checkCondition = async (id: string, condition: string, body: CheckCondition): Promise<Case> =>
  (await putCasesByIdChecksByCondition({ path: { id, condition }, body })).data;
export const nameOrganisation = async (found: Case, organisation: string): Promise<Case> =>
  (
    await putCasesByIdOrganisation({
      path: { id: found.id },
      body: { organisation_id: organisation },
      headers: ifMatch(found.revision),
    })
  ).data;
export const decideCase = async (found: Case, body: DecideCase): Promise<Case> =>
  (await postCasesByIdDecision({ path: { id: found.id }, body, headers: ifMatch(found.revision) })).data;
