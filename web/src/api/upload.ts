/** Uploading with progress and cancel: fetch can't tell how far it has come, XMLHttpRequest can. */
import { refresh } from './http.ts';
import { ApiError } from './problem.ts';
import type { Document } from './types.ts';

export interface UploadTarget {
  /** `/api/v1/rooms/{id}/documents` or `/api/v1/documents/{id}/versions`. */
  address: string;
  /** Sent before the file, as the server reads the form in order. */
  fields: Record<string, string>;
}

export interface Upload {
  done: Promise<Document>;
  cancel: () => void;
}

/** Sends one file; `progress` is told the share sent, 0 to 1. A cancelled upload rejects with code `cancelled`. */
export function upload(file: File, target: UploadTarget, progress: (share: number) => void): Upload {
  let request: XMLHttpRequest | null = null;
  let cancelled = false;
  const once = () =>
    new Promise<Document>((resolve, reject) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
      form.append('file', file, file.name);
      request = new XMLHttpRequest();
      request.open('POST', target.address);
      request.responseType = 'json';
      request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
      request.onload = () => {
        const status = request?.status ?? 0;
        if (status >= 200 && status < 300) resolve(request?.response as Document);
        else reject(new ApiError(status, (request?.response ?? {}) as object));
      };
      request.onerror = () => reject(new ApiError(0, {}));
      request.onabort = () => reject(new ApiError(0, { code: 'cancelled' }));
      request.send(form);
    });
  const done = once().catch(async (error: unknown) => {
    const expired = error instanceof ApiError && error.status === 401 && !cancelled;
    if (expired && (await refresh())) return once();
    throw error;
  });
  return {
    done,
    cancel: () => {
      cancelled = true;
      request?.abort();
    },
  };
}

/** An upload into a room, perhaps into one of its folders. */
export const intoRoom = (room: string, fields: Record<string, string> = {}): UploadTarget => ({
  address: `/api/v1/rooms/${room}/documents`,
  fields,
});
/** A new version of a document. */
export const asVersion = (document: string, comment: string): UploadTarget => ({
  address: `/api/v1/documents/${document}/versions`,
  fields: comment ? { comment } : {},
});
