import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Followed, follow, followingQuery } from '../../api/following.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { FollowingLevel } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Choose } from '../../ui/Choose.tsx';
import { tell } from '../../ui/Toasts.tsx';

const LEVELS = ['everything', 'mentions', 'nothing'] as const;

/** "Följer: allt ▾": how much one is told of a conversation or a room. */
export function FollowChoice({ what }: { what: Followed }) {
  const { t } = useWords();
  const client = useQueryClient();
  const following = useQuery(followingQuery(what)).data;
  const change = useMutation({
    mutationFn: (level: FollowingLevel | null) => follow(what, level),
    onSuccess: (now) => {
      client.setQueryData(keys.following(what), now);
      tell(t(`follow.saved.${now.level}`));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  if (!following) return null;
  const options: { id: string; text: string; note: string }[] = LEVELS.map((level) => ({
    id: level,
    text: t(`follow.${level}`),
    note: t(`follow.${level}Hint`),
  }));
  if (following.chosen) {
    options.push({
      id: 'usual',
      text: t('follow.usual'),
      note: t(`follow.usualHint.${following.otherwise}`),
    });
  }
  return (
    <div>
      <Choose
        compact
        label={t('follow.label')}
        said={t(`follow.now.${following.level}`)}
        value={following.level}
        options={options}
        onChange={(id) => change.mutate(LEVELS.find((level) => level === id) ?? null)}
      />
    </div>
  );
}
