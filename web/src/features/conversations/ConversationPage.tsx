import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { conversationQuery } from '../../api/conversations.ts';
import { useMe } from '../../api/session.ts';
import type { Conversation } from '../../api/types.ts';
import { ForwardedFrom } from '../../forwarding/ForwardedFrom.tsx';
import { useLiesIn } from '../../frame/currentNetwork.ts';
import { lineOf, roomName, titleOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { useStream } from '../../realtime/live.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Page } from '../../ui/Page.tsx';
import { Carried } from './Carried.tsx';
import { CatchUp } from './CatchUp.tsx';
import { Composer } from './Composer.tsx';
import css from './ConversationPage.module.css';
import { FollowChoice } from './FollowChoice.tsx';
import { Lost } from './Lost.tsx';
import { MessageFlow } from './MessageFlow.tsx';
import { ThreadSide } from './ThreadSide.tsx';
import { LiftedFrom } from './thread/lifting.tsx';
import { SummaryBox } from './thread/SummaryBox.tsx';
import { Tags } from './thread/Tags.tsx';
import { ThreadActs } from './thread/ThreadActs.tsx';

/** A thread, a chat or a direct conversation: the same messages, read in slightly different ways. */
export function ConversationPage() {
  const { id = '' } = useParams();
  const query = useQuery(conversationQuery(id));
  const conversation = query.data;
  useLiesIn(conversation?.network?.id);
  useStream(conversation?.at);
  if (query.error && !conversation)
    return (
      <FailedPage error={query.error} retry={() => void query.refetch()}>
        <Lost conversation={id} />
      </FailedPage>
    );
  if (!conversation) return <Later lines={5} />;
  return <Shown key={conversation.id} conversation={conversation} />;
}

function Shown({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const me = useMe();
  const thread =
    conversation.kind === 'thread' || conversation.kind === 'document' || conversation.kind === 'meeting';
  const direct = conversation.kind === 'direct';
  const names = conversation.participants
    .filter((person) => person.id !== me.person.id)
    .map((person) => lineOf(person, t))
    .join(' · ');
  const title = direct && names ? t('conversation.with', { names }) : titleOf(conversation, t);
  return (
    <Page
      title={title}
      above={<Above conversation={conversation} />}
      below={
        <span className={css.below}>
          {direct ? (
            <span className={css.directAudience}>{t('conversation.directAudience')}</span>
          ) : (
            <AudienceLine audience={conversation.audience} room={conversation.room.id} />
          )}
          <Tags conversation={conversation} />
        </span>
      }
      acts={
        thread ? (
          <ThreadActs conversation={conversation} />
        ) : (
          <FollowChoice what={{ conversation: conversation.id }} />
        )
      }
      aside={thread ? <ThreadSide conversation={conversation} /> : undefined}
      full
    >
      <Carried conversation={conversation}>
        <div className={css.body}>
          <ForwardedFrom from={conversation.forwarded_from} />
          <LiftedFrom conversation={conversation} />
          {conversation.kind === 'thread' && <SummaryBox conversation={conversation} />}
          <MessageFlow conversation={conversation} grouped={!thread} />
          <div className={css.foot}>
            <CatchUp conversation={conversation} />
            <Composer conversation={conversation} quick={!thread} />
          </div>
        </div>
      </Carried>
    </Page>
  );
}

function Above({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const kind = conversation.thread_kind
    ? t(`terms.threadKind.${conversation.thread_kind}`)
    : t(`terms.conversationKind.${conversation.kind}`);
  if (conversation.kind === 'direct') return <Link to="/direkt">{t('conversation.directTitle')}</Link>;
  return (
    <span className={css.above}>
      {conversation.network && (
        <Link to={`/natverk/${conversation.network.slug}/samtal?rum=${conversation.room.id}`}>
          {roomName(conversation.room, t)}
        </Link>
      )}
      {conversation.document_id ? (
        <Link to={`/dokument/${conversation.document_id}`}>{kind}</Link>
      ) : (
        <span>{kind}</span>
      )}
      {conversation.answered && <span>{t('thread.answered')}</span>}
      {conversation.pinned && <span>{t('thread.pinned')}</span>}
      {conversation.closed && <span>{t('thread.closed')}</span>}
    </span>
  );
}
