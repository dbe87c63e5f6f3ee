import type { QueryClient } from '@tanstack/react-query';
import { makeFolder } from '../../api/documents.ts';
import { intoRoom } from '../../api/upload.ts';
import type { Placed } from '../../ui/placed.ts';
import { startUploads } from '../../uploading/uploads.ts';

/** Sends files into a folder of a room, and makes the folders they lay in on the way; one that is there is used. */
export async function sendPlaced(
  client: QueryClient,
  files: readonly Placed[],
  room: string,
  folder: string | null,
  limit?: { bytes: number; words: string },
): Promise<void> {
  const made = new Map<string, Promise<string | null>>([['', Promise.resolve(folder)]]);
  const place = (path: readonly string[]): Promise<string | null> => {
    const key = path.join('/');
    const known = made.get(key);
    if (known) return known;
    const making = place(path.slice(0, -1)).then(
      async (parent) => (await makeFolder(room, path.at(-1) ?? '', parent)).id,
    );
    made.set(key, making);
    return making;
  };
  for (const { file, path } of files) {
    const into = await place(path);
    startUploads(client, [file], intoRoom(room, into ? { folder_id: into } : {}), limit);
  }
  if (made.size > 1) void client.invalidateQueries({ queryKey: ['folders', room] });
}
