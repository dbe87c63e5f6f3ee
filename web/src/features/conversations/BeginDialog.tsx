import type { ReactNode } from 'react';
import { sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { DraftNote } from '../../writing/DraftNote.tsx';
import { ChooseRoom } from './ChooseRoom.tsx';
import css from './NewThread.module.css';
import { OpeningWords } from './OpeningWords.tsx';
import type { Beginning } from './useBeginning.ts';

interface Props {
  beginning: Omit<Beginning, 'submit'>;
  title: string;
  titleHint: string;
  /** Between the title and the text. */
  first: ReactNode;
  text: { label: string; hint: string };
  send: string;
  sending: string;
  onSubmit: () => void;
  onClose: () => void;
  /** Between the text and the room, which comes last: one knows who will read before one sends. */
  children: ReactNode;
}

/** The dialog in which an ask or a proposal is written. */
export function BeginDialog({ beginning, onSubmit, onClose, first, children, ...said }: Props) {
  const { t } = useWords();
  const { draft, files, refused, tried, room } = beginning;
  const busy = beginning.sending;
  return (
    <Dialog
      title={said.title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <span className={css.state}>
            <DraftNote state={draft.state} />
          </span>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={onSubmit} isDisabled={busy || files.busy}>
            {busy ? said.sending : said.send}
          </Button>
        </>
      }
    >
      {beginning.error && !refused?.fields.length && (
        <Notice wrong>{sentence(beginning.error, t('ui.broken.body'))}</Notice>
      )}
      <OpeningWords
        draft={draft}
        files={files.field}
        room={room}
        titleHint={said.titleHint}
        titleRefused={refused?.field('/title')}
        tried={tried}
        between={first}
        text={said.text}
        minRows={4}
        onSend={onSubmit}
      />
      {children}
      <ChooseRoom rooms={beginning.rooms} value={room} onChange={beginning.pick} held={files.held} />
    </Dialog>
  );
}
