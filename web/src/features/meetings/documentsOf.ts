import type { DocumentRow, Meeting } from '../../api/types.ts';

/** The documents of a meeting, however many the server sent along. */
export function documentsOf(meeting: Meeting): DocumentRow[] {
  return meeting.documents_list;
}
