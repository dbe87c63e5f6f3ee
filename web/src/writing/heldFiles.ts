/**
 * Files chosen where there is no line: they are kept on the device until they can be sent, beside the draft or the message
 * they go with, which hold their names. What there is no room for is refused at once, and said.
 */
import { ownName } from './whose.ts';

/** A file that waits on this device. */
export interface HeldFile {
  /** Its name here, and the name under which it is sent: sent once more it is the same file. */
  id: string;
  name: string;
  size: number;
  /** The pieces of it that have come already. */
  pieces?: string;
}
interface Kept extends HeldFile {
  owner: string;
  at: number;
  blob: Blob;
}

/** The largest that is kept, and the most of one person's in all, in bytes. */
export const LARGEST = 20 * 1024 * 1024;
const MOST = 100 * 1024 * 1024;
/** So long what nothing refers to any more may lie. */
const FORGOTTEN_MS = 30 * 24 * 3600 * 1000;
const STORE = 'files';

/** Does something with the files; the database is opened for it, so that no tab keeps another from it. */
async function within<T>(
  mode: IDBTransactionMode,
  act: (files: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open('samrum', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  try {
    return await new Promise<T>((resolve, reject) => {
      const turn = opened.transaction(STORE, mode);
      const done = act(turn.objectStore(STORE));
      turn.oncomplete = () => resolve(done.result);
      turn.onabort = () => reject(turn.error);
      turn.onerror = () => reject(turn.error);
    });
  } finally {
    opened.close();
  }
}
const all = () => within<Kept[]>('readonly', (files) => files.getAll());

/** Keeps a file under an id of its own; nothing where there is no room for it. */
export async function hold(file: File, name: string, id: string, pieces?: string): Promise<HeldFile | null> {
  if (file.size > LARGEST) return null;
  try {
    const owner = ownName('');
    const held = (await all()).filter((one) => one.owner === owner);
    if (held.reduce((sum, one) => sum + one.size, file.size) > MOST) return null;
    const one: HeldFile = { id, name, size: file.size, ...(pieces && { pieces }) };
    // Read now: a file on a disk that goes away can't be read later.
    const blob = new Blob([await file.arrayBuffer()], { type: file.type });
    await within('readwrite', (files) => files.put({ ...one, owner, at: Date.now(), blob } satisfies Kept));
    return one;
  } catch {
    return null;
  }
}

/** The file itself; nothing where the device no longer has it. */
export async function heldFile(id: string): Promise<File | null> {
  const found = await within<Kept | undefined>('readonly', (files) => files.get(id));
  return found ? new File([found.blob], found.name, { type: found.blob.type }) : null;
}

/** It has been sent, or is not to be. */
export const letGo = (id: string): Promise<void> =>
  within('readwrite', (files) => files.delete(id)).then(
    () => undefined,
    () => undefined,
  );

/** Throws away what was left behind long ago. */
export async function tidyHeld(): Promise<void> {
  const before = Date.now() - FORGOTTEN_MS;
  const old = await all().catch(() => []);
  for (const one of old.filter((each) => each.at < before)) await letGo(one.id);
}
