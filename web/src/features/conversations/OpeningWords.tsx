import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../locales/useWords.ts';
import { Field } from '../../ui/Field.tsx';
import type { DraftHandle } from '../../writing/draft.ts';
import { OtherDraft } from '../../writing/OtherDraft.tsx';
import { AttachField } from './AttachField.tsx';
import { Editor } from './Editor.tsx';
import css from './NewThread.module.css';
import type { useFirstFiles } from './useFirstFiles.ts';
import { WriterNotes } from './WriterNotes.tsx';

interface Props {
  draft: DraftHandle;
  files: ReturnType<typeof useFirstFiles>['field'];
  room: string;
  titleHint: string;
  /** What was wrong with the title the server was sent. */
  titleRefused: string | undefined;
  /** It has been tried to send it: what is missing is said. */
  tried: boolean;
  /** Between the title and the text. */
  between: ReactNode;
  text: { label: string; hint?: string };
  minRows: number;
  onSend: (text?: string) => void;
}

/** The title and the text with which a thread, an ask or a proposal begins. */
export function OpeningWords({ draft, files, room, text, tried, ...said }: Props) {
  const { t } = useWords();
  const id = useId();
  // An editor reads what it is given once.
  const [round, setRound] = useState(0);
  return (
    <>
      <OtherDraft draft={draft} />
      <Field
        label={t('conversation.title')}
        hint={said.titleHint}
        value={draft.title}
        onChange={(title) => draft.write(draft.text, title)}
        error={tried && !draft.title.trim() ? t('conversation.titleRequired') : said.titleRefused}
        maxLength={200}
      />
      {said.between}
      <AttachField {...files}>
        <span className={css.label} id={id}>
          {text.label}
        </span>
        {text.hint && <span className={css.caution}>{text.hint}</span>}
        <Editor
          key={`${draft.generation}-${round}`}
          labelledBy={id}
          value={draft.text}
          onChange={(written) => draft.write(written)}
          onSend={said.onSend}
          room={room || undefined}
          minRows={said.minRows}
          autoFocus={round > 0}
        />
        {room && (
          <WriterNotes
            text={draft.text}
            room={room}
            onChange={(written) => {
              draft.write(written);
              setRound((number) => number + 1);
            }}
          />
        )}
        {tried && !draft.text.trim() && <p className={css.error}>{t('conversation.textRequired')}</p>}
        <p className={css.caution}>
          {t('conversation.publicRecord')}
          {room && !files.may && <> {t('conversation.noFiles')}</>}
        </p>
      </AttachField>
    </>
  );
}
