import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hiddenWordsQuery } from '../../api/messages.ts';
import type { Message } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Html } from '../../ui/Html.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import css from './Gone.module.css';

/** What stands where a message was: who took it away, and why when it was not its author. */
export function Gone({ message, maySee }: { message: Message; maySee: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (message.hidden_reason === null) return <p className={css.gone}>{t('talk.gone')}</p>;
  return (
    <div className={css.hidden}>
      <p className={css.gone}>{t('talk.hidden')}</p>
      <p className={css.reason}>{t('talk.hiddenBecause', { reason: message.hidden_reason })}</p>
      {maySee && (
        <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          {open ? t('talk.hideWords') : t('talk.showWords')}
        </Button>
      )}
      {open && <Words id={message.id} />}
    </div>
  );
}

function Words({ id }: { id: string }) {
  const words = useQuery(hiddenWordsQuery(id));
  if (words.error) return <Failure error={words.error} />;
  return words.data ? <Html html={words.data.html} /> : <Later />;
}
