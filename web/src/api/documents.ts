import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { ifMatch, onceKey } from './http.ts';
import { type DocumentFilter, keys } from './keys.ts';
import type { ChangeDocument, ChangeFolder, Document, DocumentRow, Folder, Paged } from './types.ts';

const PAGE = 50;
/** The server's word for the top of a room. */
const TOP = 'top';

export async function documentPage(
  filter: DocumentFilter,
  cursor?: string,
  limit = PAGE,
): Promise<Paged<DocumentRow>> {
  const { kind, state, theme, article, organisation, sort } = filter;
  const query = {
    limit,
    ...(cursor && { cursor }),
    ...(sort && { sort }),
    ...(kind && { kind }),
    ...(state && { state }),
    ...(theme && { theme }),
    ...(article && { article }),
    ...(organisation && { organisation }),
  };
  if (filter.folder !== undefined && filter.room) {
    const folder = filter.folder ?? TOP;
    return (await sdk.getRoomsByIdDocuments({ path: { id: filter.room }, query: { ...query, folder } })).data;
  }
  const more = {
    ...(filter.room && { room: filter.room }),
    ...(filter.q && { q: filter.q }),
    ...(filter.published && { published: true }),
    ...(filter.year && { year: filter.year }),
  };
  return (
    await sdk.getNetworksByIdDocuments({ path: { id: filter.network ?? '' }, query: { ...query, ...more } })
  ).data;
}

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.document(id),
    queryFn: async () => (await sdk.getDocumentsById({ path: { id } })).data,
  });

/** The text of every page, fetched in pages of a hundred up to what a reader can take in. */
export const pagesQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: keys.pages(id, version),
    queryFn: async () => {
      const pages = [];
      let cursor: string | null = null;
      do {
        const answer: Awaited<ReturnType<typeof sdk.getDocumentsByIdPages>>['data'] = (
          await sdk.getDocumentsByIdPages({
            path: { id },
            query: { version, limit: 100, ...(cursor ? { cursor } : {}) },
          })
        ).data;
        pages.push(...answer.items);
        cursor = answer.next_cursor ?? null;
      } while (cursor && pages.length < 2000);
      return pages;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const foldersQuery = (room: string, parent: string | null) =>
  queryOptions({
    queryKey: keys.folders(room, parent),
    queryFn: async () =>
      (
        await sdk.getRoomsByIdFolders({
          path: { id: room },
          query: { limit: 100, ...(parent && { parent }) },
        })
      ).data.items,
  });
export const makeFolder = async (room: string, name: string, parent: string | null) =>
  (
    await sdk.postRoomsByIdFolders({
      path: { id: room },
      body: { name, ...(parent && { parent_id: parent }) },
      headers: onceKey(),
    })
  ).data;

export const changeFolder = async (folder: Folder, change: ChangeFolder): Promise<Folder> =>
  (
    await sdk.patchFoldersById({
      path: { id: folder.id },
      body: change,
      headers: ifMatch(folder.revision),
    })
  ).data;
export const removeFolder = async (folder: Folder) =>
  void (await sdk.deleteFoldersById({ path: { id: folder.id }, headers: ifMatch(folder.revision) }));

/** Another name, another folder, what it is or what it is about. */
export const changeDocument = async (
  document: Pick<DocumentRow, 'id' | 'revision'>,
  change: ChangeDocument,
): Promise<Document> =>
  (
    await sdk.patchDocumentsById({
      path: { id: document.id },
      body: change,
      headers: ifMatch(document.revision),
    })
  ).data;
export const deleteDocument = async (document: Pick<DocumentRow, 'id' | 'revision'>) =>
  void (await sdk.deleteDocumentsById({ path: { id: document.id }, headers: ifMatch(document.revision) }));
export const restoreDocument = async (id: string): Promise<Document> =>
  (await sdk.postDocumentsByIdRestore({ path: { id } })).data;

export const askDocumentSeen = async (id: string): Promise<Document> =>
  (await sdk.putDocumentsByIdSeen({ path: { id } })).data;
export const stopAskingDocumentSeen = async (id: string): Promise<Document> =>
  (await sdk.deleteDocumentsByIdSeen({ path: { id } })).data;
export const documentSeenQuery = (id: string) =>
  queryOptions({
    queryKey: keys.seen(id),
    queryFn: async () => (await sdk.getDocumentsByIdSeen({ path: { id } })).data.items,
  });
/** Says that one has it open: told to its readers as one's organisation, where its author asks. */
export const sayOpened = async (id: string) => void (await sdk.postDocumentsByIdOpened({ path: { id } }));

/** Where the file itself is; it always comes as an attachment, never as a page of ours. */
export const fileAddress = (id: string, version: number) => `/api/v1/documents/${id}/file?version=${version}`;
/** Several documents, or all of a folder, as one zip. */
export const zipAddress = (what: { documents: string[] } | { folder: string }) =>
  'folder' in what
    ? `/api/v1/zip?folder=${what.folder}`
    : `/api/v1/zip?documents=${what.documents.join(',')}`;
export const thumbnailAddress = (id: string) => `/api/v1/documents/${id}/thumbnail`;
