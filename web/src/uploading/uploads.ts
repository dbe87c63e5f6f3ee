/** Files on their way to the server. They go on while one moves about in the client. */
import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/problem.ts';
import type { Document } from '../api/types.ts';
import { intoRoom, type UploadTarget, upload } from '../api/upload.ts';
import { changeJob, type Job, jobsNow, showJobs, type Uploading } from './jobs.ts';

/** More at once would only make each slower. */
const AT_ONCE = 2;
const MOST = 2_000;
const ACTIVE = new Set<Uploading['state']>(['sending', 'waiting', 'storing']);
/** It is still on its way. */
export const isUnderWay = (one: Uploading) => one.state === 'queued' || ACTIVE.has(one.state);

let last = 0;
let client: QueryClient | null = null;

/** Puts files in line for a room, a folder or a document. Files above the limit are refused without being sent. */
export function startUploads(
  queries: QueryClient,
  files: Iterable<File>,
  target: UploadTarget,
  limit?: { bytes: number; words: string },
): void {
  client = queries;
  const added: Job[] = [];
  for (const file of files) {
    if (jobsNow().length + added.length >= MOST) break;
    last += 1;
    const job: Job = {
      id: last,
      name: file.name,
      size: file.size,
      share: 0,
      state: 'queued',
      file,
      target,
      held: {},
    };
    if (limit && file.size > limit.bytes) added.push({ ...job, state: 'failed', reason: limit.words });
    else added.push(job);
  }
  showJobs([...jobsNow(), ...added]);
  next();
}

function next(): void {
  const busy = jobsNow().filter((one) => ACTIVE.has(one.state)).length;
  const queued = jobsNow().filter((one) => one.state === 'queued');
  for (const job of queued.slice(0, Math.max(0, AT_ONCE - busy))) void go(job);
}

async function go(job: Job): Promise<void> {
  const one = upload(
    job.file,
    job.target,
    (share) => changeJob(job.id, { share, state: share >= 1 ? 'storing' : 'sending' }),
    job.held,
    (waits) => changeJob(job.id, { state: waits ? 'waiting' : 'sending' }),
  );
  changeJob(job.id, { state: 'sending', cancel: one.cancel });
  try {
    const document: Document = await one.done;
    changeJob(job.id, { state: 'done', share: 1, document: { id: document.id, reading: document.reading } });
    for (const key of [['documents'], ['document', document.id]])
      void client?.invalidateQueries({ queryKey: key });
  } catch (error) {
    const problem = error instanceof ApiError ? error : new ApiError(0, {});
    if (problem.code === 'cancelled') changeJob(job.id, { state: 'cancelled' });
    else if (problem.code === 'name_taken') changeJob(job.id, { state: 'name_taken' });
    else if (problem.code === 'checked_out')
      changeJob(job.id, { state: 'checked_out', reason: problem.detail });
    // what the server says of a field says more than that something is wrong
    else changeJob(job.id, { state: 'failed', reason: problem.fields[0]?.message ?? problem.detail });
  }
  next();
}

const jobOf = (id: number) => jobsNow().find((one) => one.id === id);

export function cancelUpload(id: number): void {
  const job = jobOf(id);
  if (job?.state === 'queued') changeJob(id, { state: 'cancelled' });
  else job?.cancel?.();
}

/** Sends again; with `if_exists` when the name was taken and the person has chosen. */
export function retryUpload(id: number, ifExists?: 'version' | 'keep_both'): void {
  const job = jobOf(id);
  if (!job) return;
  const fields = { ...job.target.fields, ...(ifExists && { if_exists: ifExists }) };
  changeJob(id, { state: 'queued', share: 0, target: { ...job.target, fields } });
  next();
}

/** The way out where somebody else has the document: a document of its own beside it. */
export function uploadBeside(id: number): void {
  const job = jobOf(id);
  const room = job?.target.room;
  if (!job || !room) return;
  const { folder_id } = job.target.fields;
  const fields = { ...(folder_id && { folder_id }), if_exists: 'keep_both' };
  changeJob(id, { state: 'queued', share: 0, target: intoRoom(room, fields) });
  next();
}

/** The same answer for every name that was taken. */
export function settleTaken(ifExists: 'version' | 'keep_both'): void {
  for (const job of jobsNow().filter((one) => one.state === 'name_taken')) retryUpload(job.id, ifExists);
}

/** Puts away everything that is not under way. */
export function clearUploads(): void {
  showJobs(jobsNow().filter(isUnderWay));
}
