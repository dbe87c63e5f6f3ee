import { queryOptions } from '@tanstack/react-query';
import {
  getConversationsByIdProposal,
  getConversationsByIdProposalVoices,
  postConversationsByIdProposalClose,
  putConversationsByIdProposalVoice,
} from './generated/sdk/conversations.gen.ts';
import { getDecisionsById } from './generated/sdk/decisions.gen.ts';
import { getNetworksByIdDecisions } from './generated/sdk/networks.gen.ts';
import { postRoomsByIdProposals } from './generated/sdk/rooms.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type {
  Choice,
  Conversation,
  DecisionRow,
  Paged,
  Proposal,
  ProposalResult,
  Voice,
  Voting,
} from './types.ts';

const PAGE = 50;

export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: keys.proposal(id),
    queryFn: async () => (await getConversationsByIdProposal({ path: { id } })).data,
  });

/** A page of the voices that count. */
export const voicePage = async (id: string, cursor?: string, limit = PAGE): Promise<Paged<Voice>> =>
  (
    await getConversationsByIdProposalVoices({
      path: { id },
      query: { limit, ...(cursor && { cursor }) },
    })
  ).data;

export const castVoice = async (
  id: string,
  what: { organisation_id: string | null; choice: Choice; reason: string },
): Promise<Proposal> => (await putConversationsByIdProposalVoice({ path: { id }, body: what })).data;

export const closeProposal = async (
  proposal: Proposal,
  result: ProposalResult,
  outcome: string,
): Promise<Proposal> =>
  (
    await postConversationsByIdProposalClose({
      path: { id: proposal.conversation_id },
      body: { result, outcome },
      headers: ifMatch(proposal.revision),
    })
  ).data;

export const putProposal = async (
  room: string,
  what: {
    title: string;
    text: string;
    wording: string;
    voting: Voting;
    closes_at: string;
    client_id: string;
    attachments: string[];
  },
): Promise<Conversation> =>
  (
    await postRoomsByIdProposals({
      path: { id: room },
      body: {
        title: what.title,
        themes: [],
        background: { client_id: what.client_id, text: what.text, attachments: what.attachments },
        wording: what.wording,
        voting: what.voting,
        closes_at: what.closes_at,
      },
      headers: { 'Idempotency-Key': what.client_id },
    })
  ).data;

/** A page of a network's decisions, the latest first. */
export const decisionPage = async (
  network: string,
  cursor?: string,
  limit = PAGE,
): Promise<Paged<DecisionRow>> =>
  (
    await getNetworksByIdDecisions({
      path: { id: network },
      query: { limit, ...(cursor && { cursor }) },
    })
  ).data;

export const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: keys.decision(id),
    queryFn: async () => (await getDecisionsById({ path: { id } })).data,
  });
