import { queryOptions } from '@tanstack/react-query';
import { everything } from './everything.ts';
import {
  deleteImportsById,
  getImportsById,
  getImportsByIdFiles,
  getImportsByIdOccasions,
  patchImportsByIdFiles,
  postImportsByIdConfirm,
} from './generated/sdk/imports.gen.ts';
import { getNetworksByIdImports, postNetworksByIdImports } from './generated/sdk/networks.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { ChangeImportFiles, Import, ImportFile, ImportOccasion, Paged } from './types.ts';

/** How a list of files is narrowed. */
export interface ImportNarrowing {
  state?: ImportFile['state'];
  q?: string;
  host?: string;
  year?: number;
  /** 0 where it is not known. */
  month?: number;
  unsure?: boolean;
}

/** While the server works on it, it is asked again every so often. */
const WORKING = 2_000;
export const isWorking = (one: Pick<Import, 'state'> | undefined) =>
  one?.state === 'listing' || one?.state === 'taking';

export const importsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.imports(network),
    queryFn: async () =>
      (await getNetworksByIdImports({ path: { id: network }, query: { limit: 100 } })).data.items,
    refetchInterval: (query) => (query.state.data?.some(isWorking) ? WORKING : false),
  });
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: keys.import(id),
    queryFn: async () => (await getImportsById({ path: { id } })).data,
    refetchInterval: (query) => (isWorking(query.state.data) ? WORKING : false),
  });
export const importFilePage = async (
  id: string,
  narrowing: ImportNarrowing,
  cursor?: string,
  limit = 100,
): Promise<Paged<ImportFile>> =>
  (
    await getImportsByIdFiles({
      path: { id },
      query: { ...narrowing, limit, ...(cursor && { cursor }) },
    })
  ).data;

/** The hosts, years and months the files are said to come from. */
export const occasionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.importOccasions(id),
    queryFn: () =>
      everything<ImportOccasion>(
        async (cursor) =>
          (
            await getImportsByIdOccasions({
              path: { id },
              query: { limit: 100, ...(cursor && { cursor }) },
            })
          ).data,
      ),
  });

export const beginImport = async (network: string, upload: string, room: string): Promise<Import> =>
  (
    await postNetworksByIdImports({
      path: { id: network },
      body: { upload_id: upload, room_id: room },
    })
  ).data;
export const putRight = async (id: string, change: ChangeImportFiles): Promise<number> =>
  (await patchImportsByIdFiles({ path: { id }, body: change })).data.files;
export const confirmImport = async (one: Pick<Import, 'id' | 'revision'>): Promise<Import> =>
  (await postImportsByIdConfirm({ path: { id: one.id }, headers: ifMatch(one.revision) })).data;
export const giveUpImport = async (id: string) => void (await deleteImportsById({ path: { id } }));
