import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { changeMe, useMe } from '../../api/session.ts';
import type { Standing } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { FileLink } from '../../ui/Button.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { usePreference } from '../../ui/preference.ts';
import { tell } from '../../ui/Toasts.tsx';
import { Addresses } from './Addresses.tsx';
import { CalendarPart } from './CalendarPart.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { MailPart } from './MailPart.tsx';
import { OnOff } from './OnOff.tsx';
import { OwnName } from './OwnName.tsx';
import { ProfilePart } from './ProfilePart.tsx';
import { Sessions } from './Sessions.tsx';
import css from './SettingsPage.module.css';

/** Language, appearance, habits of writing, password and where one is signed in. */
export function SettingsPage() {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: changeMe,
    onSuccess: (next) => {
      client.setQueryData(keys.me, next);
      // Names of rooms and audiences come from the server in one's language.
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const [enterSends, setEnterSends] = usePreference('enterSends', true);
  const [rich, setRich] = usePreference('richEditor', false);
  return (
    <Page title={t('settings.title')}>
      <Part title={t('settings.you')}>
        <OwnName name={me.person.name} email={me.person.email} />
        {me.standings.length === 0 ? (
          <p className={css.note}>{t('settings.noStandings')}</p>
        ) : (
          <ul className={css.standings} aria-label={t('settings.standings')}>
            {me.standings.map((standing, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a standing has no id of its own
              <li key={index}>
                <StandingLine standing={standing} />
              </li>
            ))}
          </ul>
        )}
      </Part>
      <ProfilePart />
      <Part title={t('settings.language')}>
        <Choices
          label={t('settings.language')}
          value={me.person.language}
          onChange={(language) => change.mutate({ language: language as 'sv' | 'en' })}
          options={[
            ['sv', t('settings.swedish')],
            ['en', t('settings.english')],
          ]}
        />
      </Part>
      <Part title={t('settings.theme')}>
        <Choices
          label={t('settings.theme')}
          value={me.person.theme}
          onChange={(theme) => change.mutate({ theme: theme as 'system' | 'light' | 'dark' })}
          options={[
            ['system', t('settings.system')],
            ['light', t('settings.light')],
            ['dark', t('settings.dark')],
          ]}
        />
      </Part>
      <Part title={t('settings.writing')}>
        <OnOff
          label={t('settings.enterSends')}
          hint={t('settings.enterSendsHint')}
          on={enterSends}
          onChange={setEnterSends}
        />
        <OnOff
          label={t('settings.richEditor')}
          hint={t('settings.richEditorHint')}
          on={rich}
          onChange={setRich}
        />
      </Part>
      <Part title={t('settings.reading')}>
        <OnOff
          label={t('settings.tellsSeen')}
          hint={t('settings.tellsSeenHint')}
          on={me.person.tells_seen}
          onChange={(tells_seen) => change.mutate({ tells_seen })}
        />
      </Part>
      <Addresses />
      <MailPart />
      <CalendarPart />
      <ChangePassword />
      <Sessions />
      <Part title={t('settings.ownData')}>
        <p className={css.note}>{t('settings.ownDataLead')}</p>
        <p>
          <FileLink href="/api/v1/me/data" download>
            {t('settings.takeOwnData')}
          </FileLink>
        </p>
      </Part>
    </Page>
  );
}

function StandingLine({ standing }: { standing: Standing }) {
  const { t, language } = useWords();
  const parts = [
    standing.network?.name,
    t(`terms.standing.${standing.kind}`),
    standing.part !== 'holder' ? t(`terms.part.${standing.part}`) : null,
    standing.organisation?.name,
    standing.title ?? (standing.seat_kind ? t(`terms.seat.${standing.seat_kind}`) : null),
    standing.to ? t('settings.until', { date: date(standing.to, language) }) : null,
  ];
  // an observer's seat is called the same as the standing
  return <>{[...new Set(parts.filter(Boolean))].join(' · ')}</>;
}

function Choices({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: [string, string][];
  onChange: (id: string) => void;
}) {
  return (
    <RadioGroup value={value} onChange={onChange} className={css.choices ?? ''}>
      <Label className="visually-hidden">{label}</Label>
      {options.map(([id, text]) => (
        <Radio key={id} value={id} className={css.choice ?? ''}>
          <span className={css.dot} aria-hidden />
          {text}
        </Radio>
      ))}
    </RadioGroup>
  );
}
