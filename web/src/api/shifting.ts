/** Moving documents between rooms. */
import { queryOptions } from '@tanstack/react-query';
import { getDocumentsByIdMovesOutlook, postDocumentsByIdMoves } from './generated/sdk/documents.gen.ts';
import { ifMatch } from './http.ts';
import type { Document, DocumentRow } from './types.ts';

export const documentMoveQuery = (document: string, room: string) =>
  queryOptions({
    queryKey: ['document-move', document, room],
    queryFn: async () =>
      (await getDocumentsByIdMovesOutlook({ path: { id: document }, query: { room } })).data,
    staleTime: 0,
    gcTime: 0,
  });
export const moveDocument = async (
  document: Pick<DocumentRow, 'id' | 'revision'>,
  body: { room_id: string; more_readers: number; word: string | null },
): Promise<Document> =>
  (
    await postDocumentsByIdMoves({
      path: { id: document.id },
      body,
      headers: ifMatch(document.revision),
    })
  ).data;
