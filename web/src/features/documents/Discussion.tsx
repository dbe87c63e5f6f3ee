import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Link } from 'react-router';
import { messageWindow } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import type { Document, MessageList } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { OnOff } from '../../ui/Filters.tsx';
import { Html } from '../../ui/Html.tsx';
import { PersonLine } from '../../ui/Lines.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import { DraftNote } from '../../writing/DraftNote.tsx';
import { useDraft } from '../../writing/draft.ts';
import { useGivenBack } from '../../writing/givenBack.ts';
import { joined } from '../../writing/keptDraft.ts';
import { OtherDraft } from '../../writing/OtherDraft.tsx';
import { OutgoingItem } from '../../writing/OutgoingItem.tsx';
import { notIn, sendMessage, useOutbox } from '../../writing/outbox.ts';
import css from './Discussion.module.css';

/** The newest that has been said; all of it is a press away. */
const SHOWN = 20;
const NEWEST = Number.MAX_SAFE_INTEGER;

/** What is said of the document, and saying something, of a page or of all of it. */
export function Discussion({ document, page }: { document: Document; page: number }) {
  const { t } = useWords();
  const client = useQueryClient();
  const conversation = document.conversation_id;
  const key = keys.messages(conversation ?? '');
  const list = useQuery({
    queryKey: key,
    queryFn: () => messageWindow(conversation ?? '', client.getQueryData<MessageList>(key), NEWEST),
    enabled: Boolean(conversation),
  });
  const all = list.data?.items ?? [];
  const outgoing = notIn(all, useOutbox(`document:${document.id}`));
  const messages = all.filter((one) => one.html).slice(-SHOWN);
  return (
    <div className={css.discussion}>
      {messages.length > 0 ? (
        <ol className={css.messages} aria-live="polite">
          {messages.map((one) => (
            <li key={one.id} className={css.message}>
              <span className={css.person}>
                <PersonLine author={one.author} at={one.created_at} />
              </span>
              <Html html={one.html ?? ''} small />
            </li>
          ))}
        </ol>
      ) : (
        !list.isFetching && <p className={css.none}>{t('document.nothingSaid')}</p>
      )}
      {outgoing.map((one) => (
        <OutgoingItem key={one.client_id} outgoing={one} />
      ))}
      {conversation && <Link to={`/samtal/${conversation}`}>{t('document.openDiscussion')}</Link>}
      {document.may.say && document.room.kind !== 'direct' && <Say document={document} page={page} />}
    </div>
  );
}

/** The field in which one says something of it: what is sent shows as on its way, and waits where there is no line. */
function Say({ document, page }: { document: Document; page: number }) {
  const { t } = useWords();
  const client = useQueryClient();
  const place = `document:${document.id}`;
  const draft = useDraft(place);
  const [ofPage, setOfPage] = useState(false);
  const { write, text: held } = draft;
  useGivenBack(
    place,
    useCallback(({ text }) => write(joined(held, text)), [write, held]),
  );
  const say = () => {
    const text = draft.text.trim();
    if (!text) return;
    const where = `[${t('document.pageShort', { page })}](/dokument/${document.id}?sida=${page})`;
    sendMessage(client, place, ofPage ? `${where}: ${text}` : text, [], { document: document.id });
    draft.clear();
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <OtherDraft draft={draft} />
      <Field
        label={t('document.sayOf')}
        hint={<WrittenFor audience={document.audience} />}
        value={draft.text}
        onChange={(text) => write(text)}
        rows={3}
        maxLength={20_000}
      />
      <span className={css.send}>
        <DraftNote state={draft.state} />
        {document.pages > 1 && (
          <OnOff on={ofPage} onChange={setOfPage}>
            {t('document.aboutPage', { page })}
          </OnOff>
        )}
        <Button type="submit" isDisabled={!draft.text.trim()}>
          {t('document.say')}
        </Button>
      </span>
    </form>
  );
}
