/** What is on its way, and its state: all that a page without uploads has to know of them. */
import { useSyncExternalStore } from 'react';
import type { Reading } from '../api/types.ts';
import type { Held, UploadTarget } from '../api/upload.ts';

export interface Uploading {
  id: number;
  name: string;
  size: number;
  share: number;
  state:
    | 'queued'
    | 'sending'
    | 'waiting'
    | 'storing'
    | 'done'
    | 'failed'
    | 'cancelled'
    | 'name_taken'
    | 'checked_out';
  reason?: string;
  document?: { id: string; reading: Reading };
}

export interface Job extends Uploading {
  file: File;
  target: UploadTarget;
  /** What the server holds of it, so that another try goes on from there. */
  held: Held;
  cancel?: () => void;
}

let jobs: readonly Job[] = [];
const watchers = new Set<() => void>();

/** All that is in line, in the order it was put there: what is over as well, until it is put away. */
export const jobsNow = (): readonly Job[] => jobs;

/** Puts these in the place of all that was in line, and tells who watches. */
export function showJobs(next: readonly Job[]): void {
  jobs = next;
  for (const watcher of watchers) watcher();
}

export const changeJob = (id: number, part: Partial<Job>) =>
  showJobs(jobs.map((one) => (one.id === id ? { ...one, ...part } : one)));

export function useUploads(): readonly Uploading[] {
  return useSyncExternalStore((changed) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  }, jobsNow);
}
