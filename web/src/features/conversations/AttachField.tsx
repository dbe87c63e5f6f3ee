import { Paperclip } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { useFileDrop } from '../../ui/useFileDrop.ts';
import { AttachedList } from './AttachedList.tsx';
import css from './NewThread.module.css';
import type { useAttaching } from './useAttaching.ts';

interface Props {
  attaching: ReturnType<typeof useAttaching>;
  ids: string[];
  onRemove: (id: string) => void;
  /** Whether files may be put into the room, and can go with what is written. */
  may: boolean;
  /** The field it belongs to. */
  children: ReactNode;
}

/** A field to which files can be attached: chosen, pasted or dropped. They go into the room that is chosen. */
export function AttachField({ attaching, ids, onRemove, may, children }: Props) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const over = useFileDrop(box, may, attaching.take);
  return (
    <div
      ref={box}
      className={`${css.text} ${over ? css.over : ''}`}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0 || !may) return;
        event.preventDefault();
        attaching.take(files);
      }}
    >
      {children}
      <AttachedList ids={ids} attaching={attaching} onRemove={onRemove} />
      {may && (
        <FileTrigger allowsMultiple onSelect={(files) => files && attaching.take(files)}>
          <Button look="quiet" className={css.attach ?? ''} icon={<Paperclip size={17} aria-hidden />}>
            {t('conversation.attach')}
          </Button>
        </FileTrigger>
      )}
    </div>
  );
}
