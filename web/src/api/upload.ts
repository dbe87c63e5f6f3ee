/**
 * Uploading with progress and cancel: fetch can't tell how far it has come, XMLHttpRequest can. What is large goes in
 * pieces, so that a broken connection costs only what was on its way.
 */
import { refresh } from './http.ts';
import { ApiError } from './problem.ts';
import type { Document } from './types.ts';

export interface UploadTarget {
  /** `/api/v1/rooms/{id}/documents` or `/api/v1/documents/{id}/versions`. */
  address: string;
  /** Sent before the file, as the server reads the form in order. */
  fields: Record<string, string>;
  /** The room, where large files may come in pieces. */
  room?: string;
  /** The name of the sending: sent once more under it, it is the same document. */
  once?: string;
}

/** What the server holds of a file on its way; kept between tries, so that the next goes on from there. */
export interface Held {
  upload?: string;
}

export interface Upload {
  done: Promise<Document>;
  cancel: () => void;
}

/** Smaller files are sent whole. */
const WHOLE = 2 * 1024 * 1024;
const PIECE = 8 * 1024 * 1024;
/** So often the connection may break in a row before the person is asked. */
const TRIES = 8;

/**
 * Sends one file; `progress` is told the share sent, 0 to 1, and `interrupted` whether it waits for the connection. A
 * cancelled upload rejects with code `cancelled`.
 */
export function upload(
  file: File,
  target: UploadTarget,
  progress: (share: number) => void,
  held: Held = {},
  interrupted: (waits: boolean) => void = () => undefined,
): Upload {
  const line = new Line();
  const go = async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
    const { once = crypto.randomUUID() } = target;
    const named = { 'Idempotency-Key': once };
    if (target.room && (file.size > WHOLE || held.upload)) {
      await inPieces(line, file, target.room, held, progress, interrupted);
      made(form, held.upload, file);
      progress(1);
      return patiently(line, interrupted, () => line.send<Document>('POST', target.address, form, named));
    }
    form.append('file', file, file.name);
    return line.send<Document>('POST', target.address, form, named, (sent) =>
      progress(sent / (file.size || 1)),
    );
  };
  return {
    done: go(),
    cancel: () => {
      line.cut();
      if (held.upload)
        void fetch(`/api/v1/uploads/${held.upload}`, { method: 'DELETE' }).catch(() => undefined);
      delete held.upload;
    },
  };
}

/**
 * Sends a file that has waited on the device into a room, under a name of its own: sent once more it is the same document.
 * Of one that came in pieces it may be that only the last answer was lost: that is asked first.
 */
export async function uploadOnce(file: File, room: string, name: string, pieces?: string): Promise<Document> {
  const line = new Line();
  const send = (fill: (form: FormData) => void) => {
    const form = new FormData();
    form.append('if_exists', 'keep_both');
    fill(form);
    return line.send<Document>('POST', `/api/v1/rooms/${room}/documents`, form, { 'Idempotency-Key': name });
  };
  if (pieces) {
    try {
      return await send((form) => made(form, pieces, file));
    } catch (error) {
      // They did not all come, or have been thrown away.
      if (passes(error)) throw error;
    }
  }
  return send((form) => form.append('file', file, file.name));
}

/** Says that the pieces are a file of that name. */
function made(form: FormData, pieces: string | undefined, file: File): void {
  form.append('upload_id', pieces ?? '');
  form.append('name', file.name);
}

/** Sends a zip to import, in pieces; gives the id that the import is begun with. */
export function uploadZip(
  file: File,
  room: string,
  progress: (share: number) => void,
  held: Held = {},
  interrupted: (waits: boolean) => void = () => undefined,
): { done: Promise<string>; cancel: () => void } {
  const line = new Line();
  const go = async () => {
    await inPieces(line, file, room, held, progress, interrupted, true);
    return held.upload ?? '';
  };
  return { done: go(), cancel: () => line.cut() };
}

async function inPieces(
  line: Line,
  file: File,
  room: string,
  held: Held,
  progress: (share: number) => void,
  interrupted: (waits: boolean) => void,
  toImport = false,
): Promise<void> {
  let offset = held.upload ? await come(line, held) : 0;
  let broken = 0;
  while (!held.upload || offset < file.size) {
    try {
      if (!held.upload) {
        const body = JSON.stringify({ name: file.name, size: file.size, import: toImport });
        const begun = await line.send<{ id: string }>('POST', `/api/v1/rooms/${room}/uploads`, body, {
          'Content-Type': 'application/json',
        });
        held.upload = begun.id;
        offset = 0;
      }
      if (file.size === 0) return;
      const from = offset;
      const answer = await line.send<{ offset: number }>(
        'PATCH',
        `/api/v1/uploads/${held.upload}`,
        file.slice(from, from + PIECE),
        { 'Content-Type': 'application/octet-stream', 'Upload-Offset': String(from) },
        // The last of it counts when the server says that it stands there.
        (sent) => progress(Math.min(0.99, (from + sent) / file.size)),
      );
      offset = answer.offset;
      broken = 0;
    } catch (error) {
      const wrong = error instanceof ApiError && error.code === 'wrong_offset';
      broken += 1;
      if (line.isCut || !(wrong || passes(error)) || broken > TRIES) throw error;
      interrupted(true);
      await connected(broken);
      offset = await come(line, held).catch(() => offset);
      interrupted(false);
    }
  }
}

const passes = (error: unknown): boolean => !(error instanceof ApiError) || error.temporary;

/** Says it again as often as the connection breaks: for what counts once. */
async function patiently<T>(
  line: Line,
  interrupted: (waits: boolean) => void,
  act: () => Promise<T>,
): Promise<T> {
  for (let broken = 1; ; broken += 1) {
    try {
      return await act();
    } catch (error) {
      if (line.isCut || !passes(error) || broken > TRIES) throw error;
      interrupted(true);
      await connected(broken);
      interrupted(false);
    }
  }
}

/** How far the file has come; from the beginning where the server no longer knows of it. */
async function come(line: Line, held: Held): Promise<number> {
  try {
    return (await line.send<{ offset: number }>('GET', `/api/v1/uploads/${held.upload}`)).offset;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    delete held.upload;
    return 0;
  }
}

/** Waits for the connection to come back, or a little longer each time. */
function connected(broken: number): Promise<void> {
  return new Promise((resolve) => {
    const soon = navigator.onLine ? Math.min(15_000, 500 * 2 ** broken) : 60_000;
    const timer = setTimeout(go, soon);
    function go() {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    }
    window.addEventListener('online', go);
  });
}

/** One request at a time, each renewed once when the session has run out, and all of them cut off together. */
class Line {
  private request: XMLHttpRequest | null = null;
  isCut = false;

  cut(): void {
    this.isCut = true;
    this.request?.abort();
  }

  async send<T>(
    method: string,
    address: string,
    body: XMLHttpRequestBodyInit | null = null,
    headers: Record<string, string> = {},
    sent: (bytes: number) => void = () => undefined,
  ): Promise<T> {
    try {
      return await this.once<T>(method, address, body, headers, sent);
    } catch (error) {
      const expired = error instanceof ApiError && error.status === 401 && !this.isCut;
      if (expired && (await refresh())) return this.once<T>(method, address, body, headers, sent);
      throw error;
    }
  }

  private once<T>(
    method: string,
    address: string,
    body: XMLHttpRequestBodyInit | null,
    headers: Record<string, string>,
    sent: (bytes: number) => void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const gone = () => reject(new ApiError(0, { code: this.isCut ? 'cancelled' : 'offline' }));
      if (this.isCut) {
        gone();
        return;
      }
      const request = new XMLHttpRequest();
      this.request = request;
      request.open(method, address);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.responseType = 'json';
      request.upload.onprogress = (event) => event.lengthComputable && sent(event.loaded);
      request.onload = () => {
        if (request.status >= 200 && request.status < 300) resolve(request.response as T);
        else reject(new ApiError(request.status, (request.response ?? {}) as object));
      };
      request.onerror = gone;
      request.onabort = gone;
      request.send(body);
    });
  }
}

/** An upload into a room, perhaps into one of its folders. */
export const intoRoom = (room: string, fields: Record<string, string> = {}): UploadTarget => ({
  address: `/api/v1/rooms/${room}/documents`,
  fields,
  room,
});
/** A new version of a document. */
export const asVersion = (document: string, comment: string, room: string): UploadTarget => ({
  address: `/api/v1/documents/${document}/versions`,
  fields: comment ? { comment } : {},
  room,
});
