import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { leaveFlag, reopenFlag } from '../../api/messages.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { Flag } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { nameOf, roomName, titleOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { CloseButton } from '../../moderating/CloseButton.tsx';
import type { Target } from '../../moderating/target.ts';
import { useShowing } from '../../moderating/useShowing.ts';
import { Button } from '../../ui/Button.tsx';
import { Html } from '../../ui/Html.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './FlagQueue.module.css';

const HideDialog = lazy(async () => ({
  default: (await import('../../moderating/HideDialog.tsx')).HideDialog,
}));

/** One flag: who says what of which message, and the buttons that finish it. */
export function FlagRow({ flag }: { flag: Flag }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const me = useMe();
  const [hiding, setHiding] = useState(false);
  const { message, writing } = flag;
  const target: Target =
    writing && message.place
      ? { id: message.place.conversation_id, kind: writing.kind, part: writing.part_id }
      : { message: message.id };
  const again = () => void client.invalidateQueries({ queryKey: keys.flags });
  const failed = (error: unknown) => {
    tell(sentence(error, t('ui.broken.body')));
    again();
  };
  const reopen = useMutation({ mutationFn: () => reopenFlag(flag.id), onSuccess: again, onError: failed });
  const leave = useMutation({
    mutationFn: () => leaveFlag(flag.id),
    onSuccess: () => {
      tell(writing ? t('talk.queue.writingLeft') : t('talk.queue.left'), () => reopen.mutate());
      again();
    },
    onError: failed,
  });
  const show = useShowing(target, again);
  const author = nameOf(message.author, t);
  const mine = message.author.id === me.person.id;
  const what = writing && t(`talk.queue.what.${writing.kind}`);
  const head = what
    ? mine
      ? t('talk.queue.flaggedWriting', { what })
      : flag.flagger
        ? t('talk.queue.writingFlaggedBy', { name: flag.flagger, what, author })
        : t('talk.queue.anonymousWriting', { what, author })
    : mine
      ? t('talk.queue.flagged')
      : flag.flagger
        ? t('talk.queue.flaggedBy', { name: flag.flagger, author })
        : t('talk.queue.anonymous', { author });
  return (
    <li className={css.row} aria-label={head}>
      <h2 className={css.head}>{head}</h2>
      <p className={css.facts}>
        <span>{flag.network}</span>
        {message.place && <span>{roomName(message.place.room, t)}</span>}
        {message.place?.closed && <span>{t('thread.closed')}</span>}
        <time dateTime={flag.flagged_at}>{moment(flag.flagged_at, language)}</time>
      </p>
      <p className={css.reason}>{flag.reason}</p>
      {message.deleted ? (
        <p className={css.gone}>{t('talk.queue.gone')}</p>
      ) : (
        <blockquote className={css.words}>
          <Html html={message.html} small />
        </blockquote>
      )}
      {flag.handed_over && <p className={css.facts}>{t('talk.queue.handedOver')}</p>}
      {flag.outcome && flag.settled_at && (
        <p className={css.facts}>
          <span>
            {t(`talk.queue.outcome.${flag.outcome}`, { when: moment(flag.settled_at, language) })}{' '}
            {flag.settled_by && t('talk.queue.by', { name: flag.settled_by })}
          </span>
        </p>
      )}
      <div className={css.acts}>
        {!flag.outcome && (
          <Button onPress={() => leave.mutate()} isPending={leave.isPending}>
            {t('talk.queue.leave')}
          </Button>
        )}
        {!flag.outcome && message.place && !message.deleted && message.hidden_reason === null && (
          <Button onPress={() => setHiding(true)}>{t('talk.queue.hide')} …</Button>
        )}
        {flag.outcome === 'left' && (
          <Button look="quiet" onPress={() => reopen.mutate()}>
            {t('talk.queue.reopen')}
          </Button>
        )}
        {flag.outcome === 'hidden' && message.hidden_reason !== null && (
          <Button look="quiet" onPress={() => show.mutate()}>
            {writing ? t('talk.hide.writingShow') : t('talk.hide.show')}
          </Button>
        )}
        {message.place?.kind === 'thread' && (
          <CloseButton id={message.place.conversation_id} closed={message.place.closed} done={again} />
        )}
        {message.place && (
          <Link
            to={`/samtal/${message.place.conversation_id}${writing ? '' : `?inlagg=${message.place.position}`}`}
          >
            {t('talk.queue.open')}: {titleOf({ ...message.place, title: message.place.title }, t)}
          </Link>
        )}
      </div>
      <Suspense fallback={null}>
        {hiding && (
          <HideDialog
            target={target}
            conversation={message.place?.conversation_id}
            onClose={() => setHiding(false)}
            done={again}
          />
        )}
      </Suspense>
    </li>
  );
}
