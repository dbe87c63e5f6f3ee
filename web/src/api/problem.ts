import i18next from 'i18next';
import type { Problem } from './types.ts';

/**
 * What the server refused, in the reader's language (RFC 9457), or that it could not be reached.
 * `status` is 0 when no answer came.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields: { pointer: string; code: string; message: string }[];

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.title ?? problem.detail ?? `${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? (status === 0 ? 'offline' : 'unknown');
    this.detail = problem.detail ?? problem.title ?? '';
    this.fields = (problem.errors ?? []).map(({ pointer, code, message }) => ({
      pointer: pointer ?? '',
      code,
      message: message ?? code,
    }));
  }

  /** No answer at all: trying again later is right. */
  get unreachable(): boolean {
    return this.status === 0;
  }
  /** Trying the same again may go better, also where just that is being carried out, from another tab perhaps. */
  get temporary(): boolean {
    return this.unreachable || this.status === 429 || this.status >= 500 || this.code === 'under_way';
  }
  /** The message for the field a JSON pointer names, such as `/title`. */
  field(pointer: string): string | undefined {
    return this.fields.find((field) => field.pointer === pointer)?.message;
  }
}

/** Any thrown thing as an ApiError. */
export function toApiError(error: unknown, response?: Response): ApiError {
  if (error instanceof ApiError) return error;
  if (!response) return new ApiError(0, {});
  const problem = typeof error === 'object' && error !== null ? (error as Partial<Problem>) : {};
  return new ApiError(response.status, problem);
}

/** What to tell people: the server's own sentence, that it could not be reached, or the fallback. */
export function sentence(error: unknown, fallback: string): string {
  if (!(error instanceof ApiError)) return fallback;
  return error.unreachable ? i18next.t('ui.network.body') : error.detail || fallback;
}
