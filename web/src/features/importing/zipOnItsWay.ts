import type { Held } from '../../api/upload.ts';

/**
 * A zip on its way is remembered on the device until it has come, so that choosing it again goes on from where it was, also
 * when the page has been closed in between.
 */
const REMEMBERED = 'samrum.zip-on-its-way';

const named = (room: string, file: File) => [room, file.name, file.size, file.lastModified].join('/');

/** What the server holds of that file. */
export function heldOf(room: string, file: File): Held {
  const [name, upload] = (localStorage.getItem(REMEMBERED) ?? '').split('\n');
  return upload && name === named(room, file) ? { upload } : {};
}

export function remember(room: string, file: File, held: Held): void {
  if (held.upload) localStorage.setItem(REMEMBERED, `${named(room, file)}\n${held.upload}`);
}

export const forget = () => localStorage.removeItem(REMEMBERED);
