import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { writeProgramme } from '../../api/meetings.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Meeting, WriteItem } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { BalanceLine } from './BalanceLine.tsx';
import { balanceOf } from './balance.ts';
import { EarlierTalk } from './EarlierTalk.tsx';
import css from './ProgrammeEditor.module.css';
import { useMeetingChange } from './useMeetingChange.ts';

const KINDS = ['lecture', 'workshop', 'discussion', 'informal'] as const;
const HALF_HOUR = 30;

/** A line being written; `key` names it as long as the dialog is open. */
interface Line {
  key: string;
  item: WriteItem;
}

const lineOf = (item: WriteItem): Line => ({ key: item.id ?? crypto.randomUUID(), item });

function after(lines: Line[], day: number): string {
  const last = lines
    .map((one) => one.item)
    .filter((item) => item.day === day)
    .sort((a, b) => a.starts_at.localeCompare(b.starts_at))
    .at(-1);
  if (!last) return '09:00';
  const [hours = 0, minutes = 0] = last.starts_at.split(':').map(Number);
  const end = Math.min(hours * 60 + minutes + last.minutes, 23 * 60 + 59);
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

/** The whole programme, written at once: days, times, what and who. */
export function ProgrammeEditor({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useWords();
  const [lines, setLines] = useState<Line[]>(() =>
    meeting.programme.map(({ ends_at: _, ...item }) => lineOf(item)),
  );
  const [reason, setReason] = useState('');
  const save = useMeetingChange(
    () =>
      writeProgramme(
        meeting,
        lines.map((one) => one.item),
        reason.trim() || null,
      ),
    () => {
      onClose();
      tell(t('meeting.programme.saved'));
    },
  );
  const days = Math.max(
    1,
    ...lines.map((one) => one.item.day),
    meeting.starts_on && meeting.ends_on
      ? Math.round((Date.parse(meeting.ends_on) - Date.parse(meeting.starts_on)) / 86_400_000) + 1
      : 1,
  );
  const change = (key: string, item: Partial<WriteItem>) =>
    setLines((before) =>
      before.map((one) => (one.key === key ? { ...one, item: { ...one.item, ...item } } : one)),
    );
  const add = (day: number) =>
    setLines((before) => [
      ...before,
      lineOf({
        id: null,
        day,
        starts_at: after(before, day),
        minutes: HALF_HOUR,
        kind: 'lecture',
        title: '',
        who: '',
        about: '',
      }),
    ]);
  const refused = save.error instanceof ApiError ? save.error : null;
  return (
    <Dialog
      title={t('meeting.programme.write')}
      isOpen
      onClose={onClose}
      shape="wide"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => save.mutate(undefined)} isDisabled={save.isPending}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {save.error && (
        <Notice wrong>{refused?.field('/items') ?? sentence(save.error, t('ui.broken.body'))}</Notice>
      )}
      {Array.from({ length: days }, (_, index) => index + 1).map((day) => (
        <section key={day} className={css.day} aria-label={t('meeting.programme.day', { number: day })}>
          <h3 className={css.dayName}>{t('meeting.programme.day', { number: day })}</h3>
          <ol className={css.lines}>
            {lines
              .filter((one) => one.item.day === day)
              .map(({ key, item }) => (
                <li key={key} className={css.line}>
                  <Field
                    label={t('meeting.programme.starts')}
                    type="time"
                    value={item.starts_at}
                    onChange={(starts_at) => change(key, { starts_at })}
                  />
                  <Field
                    label={t('meeting.programme.length')}
                    type="number"
                    value={String(item.minutes)}
                    onChange={(minutes) => change(key, { minutes: Number(minutes) || 0 })}
                  />
                  <Choose
                    label={t('meeting.form.kind')}
                    value={item.kind}
                    onChange={(id) => change(key, { kind: KINDS.find((one) => one === id) ?? 'lecture' })}
                    options={KINDS.map((id) => ({ id, text: t(`meeting.itemKind.${id}`) }))}
                  />
                  <div className={css.words}>
                    <Field
                      label={t('meeting.programme.title')}
                      value={item.title}
                      onChange={(title) => change(key, { title })}
                      maxLength={200}
                    />
                    <Field
                      label={t('meeting.programme.who')}
                      value={item.who ?? ''}
                      onChange={(who) => change(key, { who })}
                      maxLength={300}
                    />
                  </div>
                  <Button
                    look="icon"
                    aria-label={t('meeting.programme.remove', { title: item.title || item.starts_at })}
                    onPress={() => setLines((before) => before.filter((one) => one.key !== key))}
                    icon={<Trash2 size={18} aria-hidden />}
                  />
                </li>
              ))}
          </ol>
          <Button onPress={() => add(day)} icon={<Plus size={17} aria-hidden />}>
            {t('meeting.programme.add', { number: day })}
          </Button>
        </section>
      ))}
      {!meeting.starts_on && (
        <Button look="quiet" onPress={() => add(days + 1)}>
          {t('meeting.programme.addDay')}
        </Button>
      )}
      <BalanceLine balance={balanceOf(lines.map((one) => one.item))} earlier={meeting.earlier} plans />
      <EarlierTalk earlier={meeting.earlier} />
      {meeting.state === 'archived' && (
        <Field
          label={t('meeting.form.reason')}
          hint={t('meeting.form.reasonHint')}
          value={reason}
          onChange={setReason}
          error={refused?.field('/reason')}
          maxLength={500}
        />
      )}
    </Dialog>
  );
}
