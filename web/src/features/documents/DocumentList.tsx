import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FilePlus, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { documentPage, foldersQuery } from '../../api/documents.ts';
import { type DocumentFilter, keys } from '../../api/keys.ts';
import { onlyGuest, useRooms } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import { installationQuery } from '../../api/session.ts';
import type { DocumentRow } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Filters } from '../../ui/Filters.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Act } from '../../ui/PageActs.tsx';
import type { Placed } from '../../ui/placed.ts';
import { RoomFilter } from '../../ui/RoomFilter.tsx';
import { useRoomChoice } from '../../ui/roomChoice.ts';
import { inOrder } from '../../ui/rooms.ts';
import { size } from '../../ui/size.ts';
import { tell } from '../../ui/Toasts.tsx';
import { useFileDrop } from '../../ui/useFileDrop.ts';
import { DocumentFilters } from './DocumentFilters.tsx';
import { DocumentItem } from './DocumentItem.tsx';
import css from './DocumentList.module.css';
import { DropOverlay } from './drop.tsx';
import { FolderItem } from './FolderItem.tsx';
import { NewText } from './NewText.tsx';
import { Path } from './Path.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { sendPlaced } from './sendPlaced.ts';
import { UploadDialog } from './UploadDialog.tsx';
import { useDocumentFilter } from './useDocumentFilter.ts';

/** A network's documents: all rooms in one list, or one room with its folders. What is dropped here is uploaded. */
export function DocumentList() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { network } = useNetworkHere();
  const rooms = useRooms(network?.id);
  const [chosen] = useRoomChoice();
  const held = useDocumentFilter();
  const { folder, narrowing, isNarrowed, sort, pictures, set } = held;
  const [asking, setAsking] = useState(false);
  const [beginning, setBeginning] = useState(false);
  const [waiting, setWaiting] = useState<Placed[]>([]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const limit = useQuery(installationQuery).data?.max_upload_bytes;

  const room = rooms.find((one) => one.id === chosen);
  const usual =
    room ??
    rooms.find((one) => one.kind === 'whole_network' && one.may.upload) ??
    rooms.find((one) => one.may.upload);
  const target = usual?.may.upload ? usual : undefined;
  // With a room chosen its folders show; a filter looks through all of them.
  const inFolder = Boolean(room) && !isNarrowed;
  const filter: DocumentFilter = {
    network: network?.id,
    ...(room && { room: room.id }),
    ...(inFolder ? { folder } : {}),
    ...narrowing,
    sort,
  };
  const list = usePaged<DocumentRow>(
    keys.documents(filter),
    (cursor, many) => documentPage(filter, cursor, many),
    // After the rooms, as in the list of conversations: so nothing falls between.
    Boolean(network) && rooms.length > 0,
  );
  const folders = useQuery({ ...foldersQuery(room?.id ?? '', folder), enabled: inFolder }).data ?? [];
  const selected = list.items.filter((row) => picked.has(row.id));

  const send = (files: readonly Placed[], into: string, inThis: string | null) =>
    sendPlaced(
      client,
      files,
      into,
      inThis,
      limit ? { bytes: limit, words: t('document.tooLarge', { limit: size(limit, language) }) } : undefined,
    ).catch((error: unknown) => tell(sentence(error, t('ui.broken.body'))));
  const area = useRef<HTMLDivElement>(null);
  const over = useFileDrop(area, Boolean(target), (_, placed) => {
    // In one room it is plain where the files go; across rooms one is asked, as it decides who sees them.
    if (room && target) void send(placed, room.id, inFolder ? folder : null);
    else {
      setWaiting(placed);
      setAsking(true);
    }
  });
  const pick = (id: string, on: boolean) =>
    setPicked((before) => {
      const after = new Set(before);
      if (on) after.add(id);
      else after.delete(id);
      return after;
    });

  return (
    <div ref={area} className={css.area}>
      {target && (
        <Act>
          <Button onPress={() => setBeginning(true)} icon={<FilePlus size={17} aria-hidden />}>
            {t('document.newText')}
          </Button>
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
      {network && <DocumentFilters network={network.id} guest={onlyGuest(network)} held={held} />}
      {room && <Path room={room} folder={folder} mayMake={room.may.upload && inFolder} />}
      {selected.length > 0 && (
        <SelectionBar chosen={selected} rooms={rooms} onClear={() => setPicked(new Set())} />
      )}
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={6} />
      ) : list.items.length === 0 && folders.length === 0 ? (
        <Empty title={isNarrowed ? t('document.noMatch') : t('document.empty')}>
          {!isNarrowed && (target ? t('document.emptyHint') : t('document.emptyRead'))}
        </Empty>
      ) : (
        <ul className={pictures ? css.pictures : css.rows}>
          {folders.map((one) => (
            <FolderItem
              key={one.id}
              folder={one}
              mayChange={room?.may.upload ?? false}
              onOpen={() => set('mapp', one.id)}
            />
          ))}
          {list.items.map((row) => (
            <DocumentItem
              key={row.id}
              row={row}
              withRoom={!room}
              selected={picked.has(row.id)}
              onSelect={(on) => pick(row.id, on)}
            />
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
      {beginning && network && target && (
        <NewText
          network={network.id}
          rooms={inOrder(rooms.filter((one) => one.may.upload))}
          first={target.id}
          folder={inFolder ? folder : null}
          onClose={() => setBeginning(false)}
        />
      )}
      {asking && (
        <UploadDialog
          rooms={rooms.filter((one) => one.may.upload)}
          first={target?.id ?? ''}
          files={waiting}
          onClose={() => setAsking(false)}
          onSend={(files, into) => {
            setAsking(false);
            void send(files, into, room?.id === into && inFolder ? folder : null);
          }}
        />
      )}
    </div>
  );
}
