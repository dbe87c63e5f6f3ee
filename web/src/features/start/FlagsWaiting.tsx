import { useInfiniteQuery } from '@tanstack/react-query';
import { flagsQuery } from '../../api/messages.ts';
import { coordinates, useMe } from '../../api/session.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** What somebody has asked a coordinator to look at; nothing where nothing waits, or for anybody else. */
export function FlagsWaiting() {
  const { t } = useWords();
  const me = useMe();
  const flags = useInfiniteQuery({ ...flagsQuery(false), enabled: coordinates(me) });
  const waiting = flags.data?.pages[0]?.items.length ?? 0;
  if (waiting === 0) return null;
  return (
    <Notice action={<ButtonLink to="/samordning">{t('start.lookAtFlags')}</ButtonLink>}>
      {t('start.flagsWaiting', { count: waiting })}
    </Notice>
  );
}
