import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { mailingsPage, takeMailingBack } from '../../api/mailings.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Mailing } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import sheet from '../../ui/Sheet.module.css';
import { tell } from '../../ui/Toasts.tsx';
import { putBack } from '../../writing/keptDraft.ts';
import { SentLetter } from './SentLetter.tsx';
import { WriteMailing } from './WriteMailing.tsx';

/** Letters to chosen seats: writing one, and what has been sent. */
export function MailingsPage() {
  const { t } = useWords();
  const client = useQueryClient();
  const { network, known } = useNetworkHere();
  const id = network?.id ?? '';
  const sent = usePaged<Mailing>(keys.mailings(id), mailingsPage(id), Boolean(network));
  const [params, setParams] = useSearchParams();
  // from the desk one comes to write
  const [begun, setWriting] = useState(params.has('nytt'));
  const writing = begun && !network?.closed;
  const leave = () => {
    setWriting(false);
    if (!params.has('nytt')) return;
    setParams(
      (held) => {
        held.delete('nytt');
        return held;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  const takeBack = useMutation({
    mutationFn: (letter: { id: string; subject: string; text: string }) => takeMailingBack(letter.id),
    onSuccess: (_, { subject, text }) => {
      // what was written is there to be put right and sent again
      putBack(`mailing:${id}`, {
        text,
        start: { title: subject, themes: [], articles: [] },
        attachments: [],
      });
      void client.invalidateQueries({ queryKey: keys.mailings(id) });
      tell(t('mailing.isTakenBack'));
      setWriting(true);
    },
    onError: (error) => {
      void client.invalidateQueries({ queryKey: keys.mailings(id) });
      tell(sentence(error, t('ui.broken.body')));
    },
  });
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  if (sent.error && !sent.data) return <FailedPage error={sent.error} />;
  return (
    <Page
      title={`${t('mailing.title')} · ${network.name}`}
      heading={t('mailing.title')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      below={t('mailing.lead')}
      acts={
        !writing &&
        !network.closed && (
          <Button look="filled" onPress={() => setWriting(true)}>
            {t('mailing.new')}
          </Button>
        )
      }
    >
      {writing && (
        <Part title={t('mailing.new')}>
          <WriteMailing
            network={network.id}
            onDone={leave}
            onSent={(letter) => {
              leave();
              tell(t('mailing.isSent', { count: letter.recipients }), () => takeBack.mutate(letter));
            }}
          />
        </Part>
      )}
      {!writing &&
        (!sent.data ? (
          <Later lines={4} />
        ) : sent.items.length === 0 ? (
          <Empty title={t('mailing.none')}>{t('mailing.noneHint')}</Empty>
        ) : (
          <ul className={sheet.rows} aria-label={t('mailing.sent')}>
            {sent.items.map((one) => (
              <SentLetter key={one.id} letter={one} onTakeBack={() => takeBack.mutate(one)} />
            ))}
          </ul>
        ))}
      {!writing && sent.hasMore && (
        <p>
          <Button look="quiet" isDisabled={sent.fetchingMore} onPress={() => void sent.more()}>
            {t('mailing.more')}
          </Button>
        </p>
      )}
    </Page>
  );
}
