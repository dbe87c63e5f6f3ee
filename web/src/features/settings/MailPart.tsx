import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import { mailSettingsQuery, setMailSettings } from '../../api/mail.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { MailSettings } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Part } from '../../ui/Page.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { NetworkMailChoice } from './NetworkMailChoice.tsx';
import { OnOff } from './OnOff.tsx';
import css from './SettingsPage.module.css';

const RHYTHMS = ['daily', 'weekly', 'monthly', 'none'] as const;
const NIGHT = { from: 18 * 60, to: 7 * 60 };
const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const minutes = (text: string) => {
  const [hours, rest] = text.split(':').map(Number);
  return hours === undefined || rest === undefined || Number.isNaN(hours + rest) ? null : hours * 60 + rest;
};

/** What mails one wants, and when one is to be left in peace. */
export function MailPart() {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const wanted = useQuery(mailSettingsQuery).data;
  const change = useMutation({
    mutationFn: setMailSettings,
    // At once on the screen; what the server refuses is taken back.
    onMutate: (next) => client.setQueryData(keys.mailSettings, next),
    onSuccess: () => tell(t('settings.saved')),
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      void client.invalidateQueries({ queryKey: keys.mailSettings });
    },
  });
  const coordinated = [
    ...new Map(
      me.standings
        .filter((one) => one.kind === 'coordinator' && one.network)
        .map((one) => [one.network?.id, one.network]),
    ).values(),
  ].filter((network) => network !== null && network !== undefined);
  if (!wanted) {
    return (
      <Part title={t('mail.title')}>
        <Later lines={3} />
      </Part>
    );
  }
  const set = (changed: Partial<MailSettings>) => change.mutate({ ...wanted, ...changed });
  return (
    <Part title={t('mail.title')}>
      <p className={css.note}>{t('mail.lead')}</p>
      <OnOff
        label={t('mail.atOnce')}
        hint={t('mail.atOnceHint')}
        on={wanted.at_once}
        onChange={(at_once) => set({ at_once })}
      />
      <Radios
        label={t('mail.digest')}
        value={wanted.digest}
        onChange={(digest) => set({ digest })}
        options={RHYTHMS.map((id) => ({
          id,
          text: t(`mail.rhythm.${id}`),
          note: t(`mail.rhythmHint.${id}`),
        }))}
      />
      <OnOff
        label={t('mail.beforeMeeting')}
        hint={t('mail.beforeMeetingHint')}
        on={wanted.before_meeting}
        onChange={(before_meeting) => set({ before_meeting })}
      />
      <OnOff
        label={t('mail.quiet')}
        hint={t('mail.quietHint')}
        on={wanted.quiet !== null}
        onChange={(on) => set({ quiet: on ? NIGHT : null })}
      />
      {wanted.quiet && (
        <Hours
          key={`${wanted.quiet.from}-${wanted.quiet.to}`}
          quiet={wanted.quiet}
          onChange={(quiet) => set({ quiet })}
        />
      )}
      <OnOff
        label={t('mail.quietWeekends')}
        hint={t('mail.quietWeekendsHint')}
        on={wanted.quiet_weekends}
        onChange={(quiet_weekends) => set({ quiet_weekends })}
      />
      {coordinated.map((network) => (
        <NetworkMailChoice key={network.id} network={network} />
      ))}
    </Part>
  );
}

/** From when to when; kept when a field is left. */
function Hours({
  quiet,
  onChange,
}: {
  quiet: NonNullable<MailSettings['quiet']>;
  onChange: (quiet: NonNullable<MailSettings['quiet']>) => void;
}) {
  const { t } = useWords();
  const field = (which: 'from' | 'to', label: string) => (
    <Field
      label={label}
      type="time"
      defaultValue={time(quiet[which])}
      onBlur={(event) => {
        const chosen = minutes((event.target as HTMLInputElement).value);
        if (chosen !== null && chosen !== quiet[which]) onChange({ ...quiet, [which]: chosen });
      }}
    />
  );
  return (
    <div className={css.hours}>
      {field('from', t('mail.from'))}
      {field('to', t('mail.to'))}
    </div>
  );
}
