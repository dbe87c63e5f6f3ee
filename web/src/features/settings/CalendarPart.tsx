import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import { beginCalendar, calendarQuery, endCalendar } from '../../api/meetings.ts';
import { sentence } from '../../api/problem.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy.ts';
import { Field } from '../../ui/Field.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SettingsPage.module.css';

/** The secret address by which one's own calendar follows the meetings; shown when it is made, and never again. */
export function CalendarPart() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const state = useQuery(calendarQuery);
  const again = () => void client.invalidateQueries({ queryKey: keys.calendar });
  const wrong = (error: unknown) => tell(sentence(error, t('ui.broken.body')));
  const begin = useMutation({ mutationFn: beginCalendar, onSuccess: again, onError: wrong });
  const end = useMutation({
    mutationFn: endCalendar,
    onSuccess: () => {
      begin.reset();
      again();
    },
    onError: wrong,
  });
  const since = state.data?.since;
  return (
    <Part title={t('settings.calendar.name')}>
      <p className={css.note}>{t('settings.calendar.lead')}</p>
      {begin.data && (
        <Field
          label={t('settings.calendar.address')}
          hint={t('settings.calendar.once')}
          value={begin.data}
          isReadOnly
        />
      )}
      {since && !begin.data && <p>{t('settings.calendar.since', { when: date(since, language) })}</p>}
      <div className={css.acts}>
        {begin.data && (
          <Button onPress={() => copyText(begin.data, t, t('settings.calendar.copied'))}>
            {t('settings.calendar.copy')}
          </Button>
        )}
        <Button onPress={() => begin.mutate()} isDisabled={begin.isPending}>
          {since ? t('settings.calendar.anew') : t('settings.calendar.begin')}
        </Button>
        {since && (
          <Button onPress={() => end.mutate()} isDisabled={end.isPending}>
            {t('settings.calendar.end')}
          </Button>
        )}
      </div>
    </Part>
  );
}
