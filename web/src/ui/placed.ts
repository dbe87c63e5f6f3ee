/** A file, and the folders it lay in from the dropped or chosen one down. */
export interface Placed {
  file: File;
  path: string[];
}

/** The most files taken from folders at once, and how deep. */
const MOST = 2_000;
const DEEPEST = 20;
/** What systems leave in folders for themselves. */
const LEFT_BEHIND = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** What was dropped: files, and all that is in the folders. It must be asked for while the event is handled. */
export async function placed(dropped: DataTransfer): Promise<Placed[]> {
  const items = [...dropped.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...dropped.files].map((file) => ({ file, path: [] }));
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const found: Placed[] = [];
  for (const entry of entries) if (entry) await walk(entry, [], found);
  return found;
}

async function walk(entry: FileSystemEntry, path: string[], found: Placed[]): Promise<void> {
  if (found.length >= MOST || path.length > DEEPEST || LEFT_BEHIND.has(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    );
    if (file) found.push({ file, path });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // It gives a hundred at a time, and nothing when there are no more.
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return;
    for (const one of some) await walk(one, [...path, entry.name], found);
  }
}

/** The files of a folder chosen in a dialog. */
export function chosen(files: Iterable<File>): Placed[] {
  return [...files]
    .filter((file) => !LEFT_BEHIND.has(file.name))
    .slice(0, MOST)
    .map((file) => ({ file, path: file.webkitRelativePath.split('/').slice(0, -1) }));
}
