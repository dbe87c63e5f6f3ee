import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { messageWindow } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { sayOf } from '../../api/together.ts';
import type { Document, MessageList } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { OnOff } from '../../ui/Filters.tsx';
import { Html } from '../../ui/Html.tsx';
import { PersonLine } from '../../ui/Lines.tsx';
import { Notice } from '../../ui/Notice.tsx';
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
  const [text, setText] = useState('');
  const [ofPage, setOfPage] = useState(false);
  const clientId = useRef(crypto.randomUUID());
  const say = useMutation({
    mutationFn: () => {
      const place = `[${t('document.pageShort', { page })}](/dokument/${document.id}?sida=${page})`;
      return sayOf(document.id, clientId.current, ofPage ? `${place}: ${text.trim()}` : text.trim());
    },
    onSuccess: () => {
      clientId.current = crypto.randomUUID();
      setText('');
      void client.invalidateQueries({ queryKey: keys.document(document.id) });
      if (conversation) void client.invalidateQueries({ queryKey: key });
    },
  });
  const messages = (list.data?.items ?? []).filter((one) => one.html).slice(-SHOWN);
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
      {conversation && <Link to={`/samtal/${conversation}`}>{t('document.openDiscussion')}</Link>}
      {document.may.say && document.room.kind !== 'direct' && (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) say.mutate();
          }}
        >
          <Field
            label={t('document.sayOf')}
            hint={`${document.audience.text}. ${t('conversation.publicRecord')}`}
            value={text}
            onChange={setText}
            rows={3}
            maxLength={20_000}
          />
          {say.error && <Notice wrong>{sentence(say.error, t('ui.broken.body'))}</Notice>}
          <span className={css.send}>
            {document.pages > 1 && (
              <OnOff on={ofPage} onChange={setOfPage}>
                {t('document.aboutPage', { page })}
              </OnOff>
            )}
            <Button type="submit" isDisabled={!text.trim() || say.isPending}>
              {t('document.say')}
            </Button>
          </span>
        </form>
      )}
    </div>
  );
}
