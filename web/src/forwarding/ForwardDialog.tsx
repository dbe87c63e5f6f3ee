import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { forwardDocument, forwardMessage, linksQuery } from '../api/linked.ts';
import { ApiError, sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Choose } from '../ui/Choose.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { tell } from '../ui/Toasts.tsx';
import { WrittenFor } from '../ui/WrittenFor.tsx';
import css from './Forwarding.module.css';

export type Passed =
  | { message: string; title: string; own: boolean; files: number }
  | { document: string; title: string };

/** Passes a message or a document on to a linked network: to which, what it is called there, and a word with it. */
export function ForwardDialog({
  network,
  what,
  onClose,
}: {
  network: string;
  what: Passed;
  onClose: () => void;
}) {
  const { t } = useWords();
  const links = useQuery(linksQuery(network));
  const open = (links.data ?? []).filter((one) => one.accepted_at && !one.closed);
  const [chosen, setChosen] = useState('');
  const [title, setTitle] = useState(what.title);
  const [comment, setComment] = useState('');
  const key = useRef(crypto.randomUUID());
  const link = open.find((one) => one.id === chosen) ?? open[0];
  const send = useMutation({
    mutationFn: (link_id: string) =>
      'message' in what
        ? forwardMessage(what.message, key.current, { link_id, title, comment })
        : forwardDocument(what.document, key.current, { link_id, comment }),
    onSuccess: () => {
      tell(t('linked.forward.done', { network: link?.name ?? '' }));
      onClose();
    },
  });
  const refused = send.error instanceof ApiError ? send.error : null;
  return (
    <Dialog
      title={t('message' in what ? 'linked.forward.message' : 'linked.forward.document')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={!link || send.isPending}
            onPress={() => link && send.mutate(link.id)}
          >
            {t('linked.forward.send')}
          </Button>
        </>
      }
    >
      {send.error && !refused?.fields.length && (
        <Notice wrong>{sentence(send.error, t('ui.broken.body'))}</Notice>
      )}
      {links.error && <Notice wrong>{sentence(links.error, t('ui.broken.body'))}</Notice>}
      {links.data && open.length === 0 && <Notice>{t('linked.forward.nowhere')}</Notice>}
      {link && (
        <Choose
          label={t('linked.forward.to')}
          value={link.id}
          onChange={setChosen}
          options={open.map((one) => ({ id: one.id, text: one.name }))}
        />
      )}
      {'message' in what && (
        <Field
          label={t('linked.forward.title')}
          hint={t('linked.forward.titleHint')}
          value={title}
          onChange={setTitle}
          maxLength={200}
          error={refused?.field('/title')}
        />
      )}
      <Field
        label={t('linked.forward.comment')}
        hint={<WrittenFor readers={t('linked.forward.readers')} />}
        value={comment}
        onChange={setComment}
        rows={3}
        maxLength={4000}
        error={refused?.field('/comment') ?? refused?.field('/text')}
      />
      <p className={css.quiet}>
        {t('linked.forward.rules')}
        {'message' in what && what.files > 0 && ` ${t('linked.forward.files')}`}
        {'message' in what && !what.own && ` ${t('linked.forward.told')}`}
      </p>
    </Dialog>
  );
}
