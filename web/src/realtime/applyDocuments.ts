/** What frames do to documents and the lists they stand in. */
import type { DocumentRow } from '../api/types.ts';
import { type Cache, type DocumentList, inScope, type Stale, stale } from './cache.ts';
import { mapItems, mapValues, without } from './lists.ts';

export function withDocument(cache: Cache, document: DocumentRow): Cache {
  // What refers to it, wherever that stands, is asked for again: its name, or that there is a picture of it now.
  const asked: Stale[] = [{ what: 'archive' }, { what: 'refs', id: `document:${document.id}` }];
  // Somebody may have been asked to review it, or waits no more.
  if (document.state !== 'draft' || cache.documents[document.id]?.state === 'under_review')
    asked.push({ what: 'start' });
  const documentLists = mapValues(cache.documentLists, (list, key) => {
    const at = list.items.findIndex((row) => row.id === document.id);
    const held = list.items[at];
    const fits = belongs(cache, list, document);
    // Where a new one sorts is the server's business, and what its meeting says of it.
    if (fits === 'ask' || (fits === 'yes' && !held)) asked.push({ what: 'documentList', key });
    if (!held || held.revision > document.revision) return list;
    return { ...list, items: fits === 'no' ? list.items.toSpliced(at, 1) : list.items.with(at, document) };
  });
  const opened = cache.documents[document.id];
  const newer = opened && opened.revision <= document.revision;
  const documents = newer
    ? { ...cache.documents, [document.id]: { ...opened, ...document } }
    : cache.documents;
  // Its versions, and how far each has been read, are more than a row tells.
  if (opened) asked.push({ what: 'document', id: document.id });
  if (document.meeting_id) asked.push({ what: 'meeting', id: document.meeting_id });
  return stale({ ...cache, documentLists, documents }, ...asked);
}

/** Whether a document stands in a list; a meeting's may do so by what the meeting is, which only the server knows. */
function belongs(cache: Cache, list: DocumentList, document: DocumentRow): 'yes' | 'no' | 'ask' {
  const { filter } = list;
  const is =
    inScope(cache, filter, document.room.id) &&
    (filter.folder === undefined || filter.folder === document.folder_id) &&
    (!filter.published || document.published) &&
    (!filter.pinned || document.pinned) &&
    (!filter.kind || document.document_kind === filter.kind) &&
    (!filter.state || document.state === filter.state) &&
    (!filter.organisation || document.changed_by.organisation_id === filter.organisation) &&
    (!filter.q || document.name.toLowerCase().includes(filter.q.toLowerCase()));
  if (!is) return 'no';
  const byItself =
    !filter.host &&
    (!filter.theme || document.themes.includes(filter.theme)) &&
    (!filter.article || document.articles.includes(filter.article)) &&
    (!filter.year || document.dated_on?.slice(0, 4) === String(filter.year));
  if (byItself) return 'yes';
  const ofMeeting = document.meeting_id || ['meeting', 'planning'].includes(document.room.kind);
  return ofMeeting ? 'ask' : 'no';
}

export function withoutDocument(cache: Cache, id: string): Cache {
  const asked: Stale[] = [{ what: 'archive' }, { what: 'refs', id: `document:${id}` }];
  const opened = cache.documents[id];
  if (opened) asked.push({ what: 'document', id });
  if (opened?.meeting_id) asked.push({ what: 'meeting', id: opened.meeting_id });
  const documentLists = mapValues(cache.documentLists, (list) =>
    mapItems(list, (row) => (row.id === id ? null : row)),
  );
  return stale({ ...cache, documentLists, documents: without(cache.documents, [id]) }, ...asked);
}
