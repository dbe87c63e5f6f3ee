import { useWords } from '../../locales/useWords.ts';

/** How long something is, in words: "2 tim 10 min". */
export function useLong(): (minutes: number) => string {
  const { t } = useWords();
  return (minutes) => {
    const parts = [
      minutes >= 60 && t('meeting.programme.hours', { count: Math.floor(minutes / 60) }),
      minutes % 60 > 0 && t('meeting.programme.minutes', { count: minutes % 60 }),
    ];
    return parts.filter(Boolean).join(' ') || t('meeting.programme.minutes', { count: 0 });
  };
}
