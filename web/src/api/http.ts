/** The one way out to the server: cookies, one refresh on 401, problems as errors. */
import { client } from './generated/client.gen.ts';
import { toApiError } from './problem.ts';

const REFRESH = '/api/v1/session/refresh';
const SIGN_IN = '/api/v1/session';

let refreshing: Promise<boolean> | null = null;
let onEnded: (() => void) | null = null;

/** Called when the session can't be renewed; the caller shows the sign-in page. */
export function whenSessionEnds(act: () => void): () => void {
  onEnded = act;
  return () => {
    if (onEnded === act) onEnded = null;
  };
}

/** Renews the access cookie; several requests that fail at once share one renewal. */
export function refresh(): Promise<boolean> {
  refreshing ??= fetch(REFRESH, { method: 'POST', credentials: 'same-origin' })
    .then((answer) => answer.ok)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

/** fetch with the session renewed once when it has run out. */
export async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await fetch(request);
  const path = new URL(request.url).pathname;
  if (answer.status !== 401 || path === REFRESH || (path === SIGN_IN && request.method === 'POST'))
    return answer;
  if (!(await refresh())) {
    onEnded?.();
    return answer;
  }
  const second = await fetch(again);
  if (second.status === 401) onEnded?.();
  return second;
}

/** A broken half of a letter, wherever in a body it stands, can't be sent: a mark for what can't be read stands in its stead. */
export const wellFormed = (body: unknown): string =>
  JSON.stringify(body, (_name, one: unknown) => (typeof one === 'string' ? one.toWellFormed() : one));

// no-store: what we keep we keep ourselves, and a view changes with its reader (unread, language), not only with its revision.
client.setConfig({
  cache: 'no-store',
  baseUrl: '',
  credentials: 'same-origin',
  fetch: send as typeof fetch,
  bodySerializer: wellFormed,
  throwOnError: true,
});
client.interceptors.error.use((error, response) => toApiError(error, response));

/** A key that makes a repeated POST harmless. */
export const onceKey = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() });
const IN_TIME_MS = 15_000;
/** For what others wait behind: an answer that hangs is as good as none. */
export const inTime = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(IN_TIME_MS) });
/** The precondition for changing a shared thing. */
export const ifMatch = (revision: number): { 'If-Match': string } => ({ 'If-Match': `"${revision}"` });
