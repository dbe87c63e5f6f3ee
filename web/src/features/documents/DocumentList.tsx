import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { documentPage, foldersQuery } from '../../api/documents.ts';
import { type DocumentFilter, keys } from '../../api/keys.ts';
import { useRooms } from '../../api/networks.ts';
import { installationQuery } from '../../api/session.ts';
import type { DocumentRow } from '../../api/types.ts';
import { intoRoom } from '../../api/upload.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Filters, OnOff } from '../../ui/Filters.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Act } from '../../ui/PageActs.tsx';
import { RoomFilter } from '../../ui/RoomFilter.tsx';
import { useRoomChoice } from '../../ui/roomChoice.ts';
import { size } from '../../ui/size.ts';
import { useFileDrop } from '../../ui/useFileDrop.ts';
import { startUploads } from '../../uploading/uploads.ts';
import { DocumentItem, FolderItem } from './DocumentItem.tsx';
import css from './DocumentList.module.css';
import { DropOverlay } from './drop.tsx';
import { Path } from './Path.tsx';
import { UploadDialog } from './UploadDialog.tsx';

const FIRST_YEAR = 2010;

/** A network's documents: all rooms in one list, or one room with its folders. Files dropped here are uploaded. */
export function DocumentList() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { network } = useNetworkHere();
  const rooms = useRooms(network?.id);
  const [chosen] = useRoomChoice();
  const [params, setParams] = useSearchParams();
  const folder = params.get('mapp');
  const published = params.get('arkiv') === '1';
  const year = params.get('ar') ?? '';
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim());
  const [asking, setAsking] = useState(false);
  const [waiting, setWaiting] = useState<File[]>([]);
  const limit = useQuery(installationQuery).data?.max_upload_bytes;
  const set = (name: string, value: string) =>
    setParams(
      (held) => {
        if (value) held.set(name, value);
        else held.delete(name);
        return held;
      },
      { replace: true },
    );

  const room = rooms.find((one) => one.id === chosen);
  const usual =
    room ??
    rooms.find((one) => one.kind === 'whole_network' && one.may.upload) ??
    rooms.find((one) => one.may.upload);
  const target = usual?.may.upload ? usual : undefined;
  const filtered = Boolean(asked || published || year);
  // With a room chosen its folders show; a filter looks through all of them.
  const inFolder = Boolean(room) && !filtered;
  const filter: DocumentFilter = {
    network: network?.id,
    ...(room && { room: room.id }),
    ...(inFolder ? { folder } : {}),
    ...(asked && { q: asked }),
    ...(published && { published }),
    ...(year && { year: Number(year) }),
  };
  const list = usePaged<DocumentRow>(
    keys.documents(filter),
    (cursor, many) => documentPage(filter, cursor, many),
    // After the rooms, as in the list of conversations: so nothing falls between.
    Boolean(network) && rooms.length > 0,
  );
  const folders = useQuery({ ...foldersQuery(room?.id ?? '', folder), enabled: inFolder }).data ?? [];

  const send = (files: Iterable<File>, into: string, inThis: string | null) =>
    startUploads(
      client,
      files,
      intoRoom(into, inThis ? { folder_id: inThis } : {}),
      limit ? { bytes: limit, words: t('document.tooLarge', { limit: size(limit, language) }) } : undefined,
    );
  const area = useRef<HTMLDivElement>(null);
  const over = useFileDrop(area, Boolean(target), (files) => {
    // In one room it is plain where the files go; across rooms one is asked, as it decides who sees them.
    if (room && target) send(files, room.id, inFolder ? folder : null);
    else {
      setWaiting(files);
      setAsking(true);
    }
  });
  const years = Array.from({ length: new Date().getFullYear() - FIRST_YEAR + 1 }, (_, index) =>
    String(new Date().getFullYear() - index),
  );

  return (
    <div ref={area} className={css.area}>
      {target && (
        <Act>
          <Button
            look="filled"
            icon={<Upload size={17} aria-hidden />}
            onPress={() => {
              setWaiting([]);
              setAsking(true);
            }}
          >
            {t('document.upload')}
          </Button>
        </Act>
      )}
      <Filters>
        <RoomFilter rooms={rooms} />
      </Filters>
      <div className={css.filters}>
        <input
          type="search"
          className={css.find}
          value={q}
          onChange={(event) => setQ(event.target.value)}
          aria-label={t('document.filterName')}
          placeholder={t('document.filterName')}
        />
        <Choose
          compact
          label={t('document.year')}
          value={year || 'all'}
          onChange={(id) => set('ar', id === 'all' ? '' : id)}
          options={[{ id: 'all', text: t('document.anyYear') }, ...years.map((id) => ({ id, text: id }))]}
        />
        <OnOff on={published} onChange={(on) => set('arkiv', on ? '1' : '')}>
          {t('search.published')}
        </OnOff>
      </div>
      {room && <Path room={room} folder={folder} mayMake={room.may.upload && inFolder} />}
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={6} />
      ) : list.items.length === 0 && folders.length === 0 ? (
        <Empty title={filtered ? t('document.noMatch') : t('document.empty')}>
          {!filtered && (target ? t('document.emptyHint') : t('document.emptyRead'))}
        </Empty>
      ) : (
        <ul className={css.rows}>
          {folders.map((one) => (
            <FolderItem key={one.id} folder={one} onOpen={() => set('mapp', one.id)} />
          ))}
          {list.items.map((row) => (
            <DocumentItem key={row.id} row={row} withRoom={!room} />
          ))}
        </ul>
      )}
      {list.hasMore && (
        <div>
          <Button onPress={() => void list.more()} isDisabled={list.fetchingMore}>
            {t('ui.more')}
          </Button>
        </div>
      )}
      {over && target && <DropOverlay room={room ?? target} asks={!room} />}
      {asking && (
        <UploadDialog
          rooms={rooms.filter((one) => one.may.upload)}
          first={target?.id ?? ''}
          files={waiting}
          onClose={() => setAsking(false)}
          onSend={(files, into) => {
            setAsking(false);
            send(files, into, room?.id === into && inFolder ? folder : null);
          }}
        />
      )}
    </div>
  );
}
