import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { Room } from '../../api/types.ts';
import { audienceWords } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { chosen, type Placed } from '../../ui/placed.ts';
import { inOrder } from '../../ui/rooms.ts';
import { useMedia } from '../../ui/useMedia.ts';

/** Whether folders can be chosen at all: telephones know of the choice and have nothing to choose. */
const KNOWS_FOLDERS = 'webkitdirectory' in HTMLInputElement.prototype;

interface Props {
  rooms: Room[];
  first: string;
  /** Already dropped; empty when they are yet to be chosen. */
  files: Placed[];
  onClose: () => void;
  onSend: (files: Placed[], room: string) => void;
}

/** In which room: said in words before anything leaves the computer. */
export function UploadDialog({ rooms, first, files, onClose, onSend }: Props) {
  const { t } = useWords();
  const [room, setRoom] = useState(first);
  const phone = useMedia('(pointer: coarse) and (width < 50rem)');
  const target = rooms.find((one) => one.id === room);
  return (
    <Dialog
      title={t('document.uploadIn')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          {files.length > 0 ? (
            <Button look="filled" onPress={() => onSend(files, room)}>
              {t('document.upload')}
            </Button>
          ) : (
            <>
              {KNOWS_FOLDERS && !phone && (
                <FileTrigger
                  acceptDirectory
                  onSelect={(list) => list && list.length > 0 && onSend(chosen(list), room)}
                >
                  <Button>{t('document.chooseFolder')}</Button>
                </FileTrigger>
              )}
              <FileTrigger
                allowsMultiple
                onSelect={(list) => list && list.length > 0 && onSend(chosen(list), room)}
              >
                <Button look="filled">{t('document.chooseFiles')}</Button>
              </FileTrigger>
            </>
          )}
        </>
      }
    >
      <p>{t('document.uploadInLead')}</p>
      <Choose
        label={t('document.roomLabel')}
        value={room}
        onChange={setRoom}
        options={inOrder(rooms).map((one) => ({
          id: one.id,
          text: one.name,
          note: audienceWords(one.audience, t),
        }))}
      />
      {target && <AudienceLine audience={target.audience} />}
      {files.length > 0 && (
        <ul>
          {files.slice(0, 10).map(({ file, path }) => (
            <li key={`${path.join('/')}/${file.name}`}>{[...path, file.name].join(' › ')}</li>
          ))}
          {files.length > 10 && <li>…</li>}
        </ul>
      )}
    </Dialog>
  );
}
