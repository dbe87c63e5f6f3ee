import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  deleteDocumentsById,
  deleteDocumentsByIdSeen,
  getDocumentsById,
  getDocumentsByIdPages,
  getDocumentsByIdSeen,
  getDocumentsByIdVersions,
  getDocumentsByIdVersionsByNumber,
  patchDocumentsById,
  postDocumentsByIdOpened,
  postDocumentsByIdRestore,
  putDocumentsByIdSeen,
} from './generated/sdk/documents.gen.ts';
import { deleteFoldersById, patchFoldersById } from './generated/sdk/folders.gen.ts';
import { getNetworksByIdDocuments } from './generated/sdk/networks.gen.ts';
import {
  getRoomsByIdDocuments,
  getRoomsByIdFolders,
  postRoomsByIdFolders,
} from './generated/sdk/rooms.gen.ts';
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
  const { kind, state, host, theme, article, organisation, sort } = filter;
  const query = {
    limit,
    ...(cursor && { cursor }),
    ...(sort && { sort }),
    ...(kind && { kind }),
    ...(state && { state }),
    ...(host && { host }),
    ...(theme && { theme }),
    ...(article && { article }),
    ...(organisation && { organisation }),
  };
  if (filter.folder !== undefined && filter.room) {
    const folder = filter.folder ?? TOP;
    return (await getRoomsByIdDocuments({ path: { id: filter.room }, query: { ...query, folder } })).data;
  }
  const more = {
    ...(filter.room && { room: filter.room }),
    ...(filter.q && { q: filter.q }),
    ...(filter.published && { published: true }),
    ...(filter.pinned && { pinned: true }),
    ...(filter.year && { year: filter.year }),
  };
  return (
    await getNetworksByIdDocuments({ path: { id: filter.network ?? '' }, query: { ...query, ...more } })
  ).data;
}

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.document(id),
    queryFn: async () => (await getDocumentsById({ path: { id } })).data,
  });

/** The versions of a document that are too many to stand with it, the newest first. */
export const olderVersionsQuery = ({ id, older_versions }: Document) =>
  infiniteQueryOptions({
    queryKey: [...keys.document(id), 'versions', older_versions],
    queryFn: async ({ pageParam }) =>
      (await getDocumentsByIdVersions({ path: { id }, query: { limit: 100, cursor: pageParam } })).data,
    initialPageParam: older_versions ?? '',
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

/** One of those, by its number. */
export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: [...keys.document(id), 'version', number],
    queryFn: async () => (await getDocumentsByIdVersionsByNumber({ path: { id, number } })).data,
  });

/**
 * The text of every page; `asShown` as the pages made of an Office file are counted, nothing where that is how the file
 * counts them itself. Fetched in pages of a hundred up to what a reader can take in.
 */
export const pagesQuery = (id: string, version: number, asShown = false) =>
  queryOptions({
    queryKey: keys.pages(id, version, asShown),
    queryFn: async () => {
      const pages = [];
      let cursor: string | null = null;
      do {
        const answer: Awaited<ReturnType<typeof getDocumentsByIdPages>>['data'] = (
          await getDocumentsByIdPages({
            path: { id },
            query: { version, limit: 100, as_shown: asShown, ...(cursor ? { cursor } : {}) },
          })
        ).data;
        pages.push(...answer.items);
        cursor = answer.next_cursor ?? null;
      } while (cursor && pages.length < 2000);
      return pages;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The text of one page, as the file counts them; none where it has no such page. */
export const pageQuery = (id: string, version: number, number: number) =>
  queryOptions({
    queryKey: keys.page(id, version, number),
    queryFn: async () =>
      (await getDocumentsByIdPages({ path: { id }, query: { version, from: number, limit: 1 } })).data
        .items[0] ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const foldersQuery = (room: string, parent: string | null) =>
  queryOptions({
    queryKey: keys.folders(room, parent),
    queryFn: async () =>
      (
        await getRoomsByIdFolders({
          path: { id: room },
          query: { limit: 100, ...(parent && { parent }) },
        })
      ).data.items,
  });
export const makeFolder = async (room: string, name: string, parent: string | null) =>
  (
    await postRoomsByIdFolders({
      path: { id: room },
      body: { name, ...(parent && { parent_id: parent }) },
      headers: onceKey(),
    })
  ).data;

export const changeFolder = async (folder: Folder, change: ChangeFolder): Promise<Folder> =>
  (
    await patchFoldersById({
      path: { id: folder.id },
      body: change,
      headers: ifMatch(folder.revision),
    })
  ).data;
export const removeFolder = async (folder: Folder) =>
  void (await deleteFoldersById({ path: { id: folder.id }, headers: ifMatch(folder.revision) }));

/** Another name, another folder, what it is or what it is about. */
export const changeDocument = async (
  document: Pick<DocumentRow, 'id' | 'revision'>,
  change: ChangeDocument,
): Promise<Document> =>
  (
    await patchDocumentsById({
      path: { id: document.id },
      body: change,
      headers: ifMatch(document.revision),
    })
  ).data;
export const deleteDocument = async (document: Pick<DocumentRow, 'id' | 'revision'>) =>
  void (await deleteDocumentsById({ path: { id: document.id }, headers: ifMatch(document.revision) }));
export const restoreDocument = async (id: string): Promise<Document> =>
  (await postDocumentsByIdRestore({ path: { id } })).data;

export const askDocumentSeen = async (id: string): Promise<Document> =>
  (await putDocumentsByIdSeen({ path: { id } })).data;
export const stopAskingDocumentSeen = async (id: string): Promise<Document> =>
  (await deleteDocumentsByIdSeen({ path: { id } })).data;
export const documentSeenQuery = (id: string) =>
  queryOptions({
    queryKey: keys.seen(id),
    queryFn: async () => (await getDocumentsByIdSeen({ path: { id } })).data.items,
  });
/** Says that one has it open: told to its readers as one's organisation, where its author asks. */
export const sayOpened = async (id: string) => void (await postDocumentsByIdOpened({ path: { id } }));

/** Where the file itself is; it always comes as an attachment, never as a page of ours. */
export const fileAddress = (id: string, version: number) => `/api/v1/documents/${id}/file?version=${version}`;
/** The pages that were made of an Office file: a PDF. */
export const renditionAddress = (id: string, version: number) =>
  `/api/v1/documents/${id}/rendition?version=${version}`;
/** Several documents, or all of a folder, as one zip. */
export const zipAddress = (what: { documents: string[] } | { folder: string }) =>
  'folder' in what
    ? `/api/v1/zip?folder=${what.folder}`
    : `/api/v1/zip?documents=${what.documents.join(',')}`;
export const thumbnailAddress = (id: string) => `/api/v1/documents/${id}/thumbnail`;
