import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { ChangeImportFiles, Import, ImportFile, Paged } from './types.ts';

/** How a list of files is narrowed. */
export interface ImportNarrowing {
  state?: ImportFile['state'];
  q?: string;
  host?: string;
  unsure?: boolean;
}

/** While the server works on it, it is asked again every so often. */
const WORKING = 2_000;
export const isWorking = (one: Pick<Import, 'state'> | undefined) =>
  one?.state === 'listing' || one?.state === 'taking';

export const importsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.imports(network),
    queryFn: async () => (await sdk.getNetworksByIdImports({ path: { id: network } })).data.items,
    refetchInterval: (query) => (query.state.data?.some(isWorking) ? WORKING : false),
  });
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: keys.import(id),
    queryFn: async () => (await sdk.getImportsById({ path: { id } })).data,
    refetchInterval: (query) => (isWorking(query.state.data) ? WORKING : false),
  });
export const importFilePage = async (
  id: string,
  narrowing: ImportNarrowing,
  cursor?: string,
  limit = 100,
): Promise<Paged<ImportFile>> =>
  (
    await sdk.getImportsByIdFiles({
      path: { id },
      query: { ...narrowing, limit, ...(cursor && { cursor }) },
    })
  ).data;

export const beginImport = async (network: string, upload: string, room: string): Promise<Import> =>
  (
    await sdk.postNetworksByIdImports({
      path: { id: network },
      body: { upload_id: upload, room_id: room },
    })
  ).data;
export const putRight = async (id: string, change: ChangeImportFiles): Promise<number> =>
  (await sdk.patchImportsByIdFiles({ path: { id }, body: change })).data.files;
export const confirmImport = async (one: Pick<Import, 'id' | 'revision'>): Promise<Import> =>
  (await sdk.postImportsByIdConfirm({ path: { id: one.id }, headers: ifMatch(one.revision) })).data;
export const giveUpImport = async (id: string) => void (await sdk.deleteImportsById({ path: { id } }));
