import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { participationsQuery } from '../../api/networks.ts';
import type { ChangeImportFiles, DocumentKind, Named } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Field } from '../../ui/Field.tsx';
import css from './Importing.module.css';

const AS_IT_IS = 'as_it_is';
const NONE = 'none';
/** Takes away what stands in a field that is left as it is when it is empty. */
const DASH = /^\s*[-–]\s*$/;
const KINDS = [
  'notes',
  'programme',
  'presentation',
  'report',
  'child_accounts',
  'checklist',
  'template',
  'strategy',
  'action_plan',
  'agreement',
] as const satisfies readonly DocumentKind[];

type Set = Omit<ChangeImportFiles, 'numbers' | 'shown'>;

/** What is put right of the files chosen: what is not touched stays as it is, file by file. */
export function PutRight({
  network,
  told,
  count,
  busy,
  onClear,
  onSet,
}: {
  network: string;
  /** The hosts the files are said to come from: some may have left the network long ago. */
  told: Named[];
  /** None: all that are shown. */
  count: number | null;
  busy: boolean;
  onClear: () => void;
  onSet: (set: Set) => void;
}) {
  const { t, language } = useWords();
  const takePart = useQuery(participationsQuery(network)).data ?? [];
  const known = [...takePart.map((one) => one.organisation), ...told];
  const hosts = [...new Map(known.map(({ id, name }) => [id, { id, text: name }])).values()];
  const [host, setHost] = useState(AS_IT_IS);
  const [year, setYear] = useState('');
  const [month, setMonth] = useState(AS_IT_IS);
  const [themes, setThemes] = useState('');
  const [kind, setKind] = useState<string>(AS_IT_IS);
  const [meeting, setMeeting] = useState(AS_IT_IS);
  const asItIs = { id: AS_IT_IS, text: t('bringing.asItIs') };
  const none = { id: NONE, text: t('bringing.noneOf') };
  const months = Array.from({ length: 12 }, (_, index) => ({
    id: String(index + 1),
    text: new Date(2020, index, 15).toLocaleDateString(language, { month: 'long' }),
  }));
  const rightYear = DASH.test(year) || /^\s*((19|20|21)\d\d)?\s*$/.test(year);
  const set: Set = {
    ...(host !== AS_IT_IS && { host_id: host === NONE ? null : host }),
    ...(year.trim() && rightYear && { year: DASH.test(year) ? null : Number(year.trim()) }),
    ...(month !== AS_IT_IS && { month: month === NONE ? null : Number(month) }),
    ...(themes.trim() && {
      themes: DASH.test(themes)
        ? []
        : themes
            .split(',')
            .map((word) => word.trim())
            .filter(Boolean),
    }),
    ...(kind !== AS_IT_IS && { document_kind: kind === NONE ? null : (kind as DocumentKind) }),
    ...(meeting !== AS_IT_IS && { of_meeting: meeting === 'yes' }),
  };
  const chosen = count === null ? t('bringing.chosenShown') : t('bringing.chosen', { count });
  return (
    <section className={css.putRight} aria-label={chosen}>
      <div className={css.putHead}>
        <strong role="status">{chosen}</strong>
        <Button onPress={() => onSet({ leave_out: true })} isDisabled={busy}>
          {t('bringing.leaveOut')}
        </Button>
        <Button onPress={() => onSet({ leave_out: false })} isDisabled={busy}>
          {t('bringing.takeAlong')}
        </Button>
        <Button
          look="icon"
          aria-label={t('bringing.clear')}
          onPress={onClear}
          icon={<X size={18} aria-hidden />}
        />
      </div>
      <form
        className={css.putFields}
        onSubmit={(event) => {
          event.preventDefault();
          if (Object.keys(set).length > 0 && rightYear) onSet(set);
        }}
      >
        <Choose
          label={t('bringing.host')}
          value={host}
          onChange={setHost}
          options={[asItIs, none, ...hosts]}
        />
        <Field
          label={t('bringing.year')}
          value={year}
          onChange={setYear}
          maxLength={4}
          error={rightYear ? undefined : t('bringing.wrongYear')}
        />
        <Choose
          label={t('bringing.month')}
          value={month}
          onChange={setMonth}
          options={[asItIs, none, ...months]}
        />
        <Field label={t('bringing.themes')} value={themes} onChange={setThemes} maxLength={800} />
        <Choose
          label={t('bringing.kind')}
          value={kind}
          onChange={setKind}
          options={[asItIs, none, ...KINDS.map((id) => ({ id, text: t(`terms.kindOfDocument.${id}`) }))]}
        />
        <Choose
          label={t('bringing.meetingLabel')}
          value={meeting}
          onChange={setMeeting}
          options={[
            asItIs,
            { id: 'yes', text: t('bringing.meetingYes') },
            { id: 'no', text: t('bringing.meetingNo') },
          ]}
        />
        <Button type="submit" isDisabled={busy || Object.keys(set).length === 0 || !rightYear}>
          {t('bringing.set')}
        </Button>
      </form>
      <p className={css.muted}>{t('bringing.dash')}</p>
    </section>
  );
}
