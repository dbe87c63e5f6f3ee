import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { react, unreact } from '../../api/messages.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { Message, ReactionKind } from '../../api/types.ts';
import { listed } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { applyFrame } from '../../realtime/bridge.ts';
import { ownChange } from '../../realtime/frames.ts';
import { tell } from '../../ui/Toasts.tsx';
import css from './Reactions.module.css';

const KINDS: ReactionKind[] = ['thanks', 'same_here'];

export function useReacting(message: Message) {
  const { t } = useWords();
  const client = useQueryClient();
  const me = useMe();
  const said = (kind: ReactionKind) =>
    message.reactions.some(
      (one) => one.kind === kind && one.by.some((each) => each.people.includes(me.person.id)),
    );
  const act = useMutation({
    mutationFn: ({ kind, say }: { kind: ReactionKind; say: boolean }) =>
      (say ? react : unreact)(message.id, kind),
    onSuccess: (now) => applyFrame(client, ownChange({ kind: 'message_touched', data: { message: now } })),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  // It may be told of live before its own answer comes: what shows as said can be taken back at once.
  const busy = act.isPending && said(act.variables.kind) !== act.variables.say;
  return { said, toggle: (kind: ReactionKind) => act.mutate({ kind, say: !said(kind) }), busy };
}

/** What others say of a message, in words and by organisation: "Tack från Örebro kommun, Gävle kommun". */
export function Reactions({ message, may, offer }: { message: Message; may: boolean; offer: boolean }) {
  const { t, language } = useWords();
  const { said, toggle, busy } = useReacting(message);
  const shown = KINDS.map((kind) => ({
    kind,
    by: message.reactions.find((one) => one.kind === kind)?.by ?? [],
  }));
  const lines = shown.filter((one) => one.by.length > 0 || (may && offer));
  if (lines.length === 0) return null;
  return (
    <ul className={css.reactions} aria-label={t('talk.reactions')}>
      {lines.map(({ kind, by }) => {
        const names = listed(
          by.map((one) => one.name ?? t('terms.representative')),
          language,
        );
        const word = t(`talk.react.${kind}`);
        return (
          <li key={kind} className={css.line}>
            {may ? (
              <ToggleButton
                className={css.say ?? ''}
                isSelected={said(kind)}
                onChange={() => !busy && toggle(kind)}
              >
                {word}
              </ToggleButton>
            ) : (
              <span className={css.word}>{word}</span>
            )}
            {by.length > 0 && (
              <span className={css.names}>
                {t(kind === 'thanks' ? 'talk.reactedBy' : 'talk.sameAs', { names })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
