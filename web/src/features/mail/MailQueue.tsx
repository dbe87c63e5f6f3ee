import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { mailPage, shownMailQuery } from '../../api/mail.ts';
import { useMe } from '../../api/session.ts';
import type { QueuedMail } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import { Paged } from '../../ui/Paged.tsx';
import css from './MailQueue.module.css';

/** To whom mails go, why, and what became of them. What they say is shown in a demo only. */
export function MailQueue() {
  const { t, language } = useWords();
  const me = useMe();
  const why = useWhy();
  const list = usePaged<QueuedMail>(keys.mails, mailPage);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Page title={t('frame.mailQueue')} below={t(me.demo ? 'mail.queueLeadDemo' : 'mail.queueLead')} wide>
      <Paged
        list={list}
        lines={5}
        empty={<Empty title={t('mail.queueEmpty')}>{t('mail.queueEmptyBody')}</Empty>}
      >
        <ul className={css.rows}>
          {list.items.map((mail) => (
            <li key={mail.id} className={css.row}>
              <div className={css.words}>
                <p className={css.who}>
                  {mail.recipient ?? mail.address ?? t('terms.representative')}
                  {mail.recipient && mail.address && <span className={css.address}> {mail.address}</span>}
                </p>
                <p className={css.line}>
                  {[
                    t(`mail.reason.${mail.reason}`),
                    t(`mail.state.${mail.state}`),
                    moment(mail.sent_at ?? mail.created_at, language),
                    mail.attempts > 1 ? t('mail.attempts', { count: mail.attempts }) : null,
                    why(mail),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              {me.demo && mail.state === 'sent' && (
                <Button look="quiet" onPress={() => setOpen(mail.id)}>
                  {t('mail.show')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Paged>
      {open && <Shown id={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** Why a mail was not needed, as the notifier says it, in words; what a mail server answered stands as it came. */
const NOT_NEEDED = {
  'nothing to tell': 'nothing',
  'not wanted': 'unwanted',
  'no recipient': 'nobody',
  'no longer waiting': 'over',
} as const;

function useWhy(): (mail: QueuedMail) => string | null {
  const { t } = useWords();
  return ({ why }) => {
    const known = NOT_NEEDED[why as keyof typeof NOT_NEEDED];
    return known ? t(`mail.dropped.${known}`) : (why ?? null);
  };
}

function Shown({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords();
  const mail = useQuery(shownMailQuery(id));
  return (
    <Dialog title={mail.data?.subject ?? t('frame.mailQueue')} isOpen onClose={onClose}>
      {mail.error ? (
        <p>{t('mail.notShown')}</p>
      ) : mail.data ? (
        <p className={css.text}>{mail.data.text}</p>
      ) : (
        <Later lines={4} />
      )}
    </Dialog>
  );
}
