/** What people do with documents together: versions, checking out, reviews, what is said of them. */
import { queryOptions } from '@tanstack/react-query';
import {
  deleteDocumentsByIdCheckOut,
  deleteDocumentsByIdReview,
  getDocumentsByIdDifference,
  getDocumentsByIdUsedIn,
  postDocumentsByIdMessages,
  postDocumentsByIdReview,
  postDocumentsByIdVersionsByNumberTakeUp,
  putDocumentsByIdCheckOut,
  putDocumentsByIdReviewVerdict,
  putDocumentsByIdText,
} from './generated/sdk/documents.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { Document, Message } from './types.ts';

export const differenceQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: keys.difference(id, from, to),
    queryFn: async () => (await getDocumentsByIdDifference({ path: { id }, query: { from, to } })).data,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
export const takeUp = async (id: string, number: number, comment: string): Promise<Document> =>
  (
    await postDocumentsByIdVersionsByNumberTakeUp({
      path: { id, number },
      body: comment ? { comment } : {},
    })
  ).data;
export const rewrite = async (document: Document, text: string, comment: string): Promise<Document> =>
  (
    await putDocumentsByIdText({
      path: { id: document.id },
      body: { text, ...(comment && { comment }) },
      headers: ifMatch(document.revision),
    })
  ).data;

export const checkOut = async (id: string, reason: string): Promise<Document> =>
  (await putDocumentsByIdCheckOut({ path: { id }, body: { reason } })).data;
export const giveBack = async (id: string): Promise<Document> =>
  (await deleteDocumentsByIdCheckOut({ path: { id } })).data;

export const askForReview = async (
  id: string,
  asked: { reviewers: string[]; due_on: string; note: string | null },
): Promise<Document> => (await postDocumentsByIdReview({ path: { id }, body: asked })).data;
export const withdrawReview = async (id: string): Promise<Document> =>
  (await deleteDocumentsByIdReview({ path: { id } })).data;
export const giveVerdict = async (
  id: string,
  said: { version: number; verdict: 'approved' | 'changes_asked'; comment: string | null },
): Promise<Document> => (await putDocumentsByIdReviewVerdict({ path: { id }, body: said })).data;

export const sayOf = async (id: string, clientId: string, text: string): Promise<Message> =>
  (
    await postDocumentsByIdMessages({
      path: { id },
      body: { client_id: clientId, text, attachments: [] },
    })
  ).data;
export const usesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.uses(id),
    queryFn: async () => (await getDocumentsByIdUsedIn({ path: { id }, query: { limit: 50 } })).data.items,
  });
export const pictureAddress = (id: string, number: number, version: number) =>
  `/api/v1/documents/${id}/pictures/${number}?version=${version}`;
