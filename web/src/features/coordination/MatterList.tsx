import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { Matter } from '../../api/types.ts';
import { date, daysUntil } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './MatterList.module.css';
import { keyOf, MATTERS } from './matters.ts';

const RevisitDialog = lazy(async () => ({
  default: (await import('../../revisiting/RevisitDialog.tsx')).RevisitDialog,
}));

const WEEK = 7;

/** When a matter wants doing; what has no day wants it now. */
const spanOf = (matter: Matter): 'now' | 'week' | 'later' => {
  const days = matter.due ? daysUntil(matter.due) : 0;
  return days <= 0 ? 'now' : days <= WEEK ? 'week' : 'later';
};

/** What waits: arrow keys go from button to button, and when one is done the next has the focus. */
export function MatterList({ matters }: { matters: Matter[] }) {
  const { t } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const next = useRef<number | null>(null);
  const left = matters.filter((matter) => !done.has(keyOf(matter)));
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-matter]') ?? [])];
  // the row that was acted on is gone: the one in its place, or the last, is where one goes on
  useEffect(() => {
    if (next.current === null) return;
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-matter]') ?? [])];
    (all[Math.min(next.current, all.length - 1)] ?? list.current)?.focus();
    next.current = null;
  });
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step) return;
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = all[at === -1 ? 0 : at + step];
    if (!to) return;
    event.preventDefault();
    to.focus();
  };
  const finished = (matter: Matter) => {
    next.current = buttons().findIndex((one) => one.getAttribute('data-matter') === keyOf(matter));
    setDone(new Set([...done, keyOf(matter)]));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys go between the buttons within, which act by themselves
    <div ref={list} tabIndex={-1} onKeyDown={move} className={css.list}>
      {left.length === 0 && <Empty title={t('desk.empty')}>{t('desk.emptyHint')}</Empty>}
      {(['now', 'week', 'later'] as const).map((span) => {
        const rows = left.filter((matter) => spanOf(matter) === span);
        if (rows.length === 0) return null;
        return (
          <Part key={span} title={t(`desk.${span}`)}>
            <ul className={css.rows}>
              {rows.map((matter) => (
                <MatterRow key={keyOf(matter)} matter={matter} onDone={() => finished(matter)} />
              ))}
            </ul>
          </Part>
        );
      })}
    </div>
  );
}

/** One sentence and one button. */
function MatterRow({ matter, onDone }: { matter: Matter; onDone: () => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const shown = MATTERS[matter.kind];
  const words = shown.sentence(matter, t);
  const [asking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: async () => void ('finish' in shown.act && (await shown.act.finish(matter))),
    onSuccess: () => {
      if ('finish' in shown.act) tell(shown.act.told(t));
      onDone();
      void client.invalidateQueries({ queryKey: keys.desk });
    },
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      void client.invalidateQueries({ queryKey: keys.desk });
    },
  });
  const when = matter.due
    ? t(daysUntil(matter.due) < 0 ? 'desk.was' : 'desk.due', { date: date(matter.due, language) })
    : matter.since && t('desk.since', { date: date(matter.since, language) });
  const name = `${t(`desk.act.${matter.kind}`)}: ${words}`;
  return (
    <li className={css.row}>
      <p className={css.words}>
        {words}
        <span className={css.facts}>{[matter.network.name, when].filter(Boolean).join(' · ')}</span>
      </p>
      {'to' in shown.act ? (
        <ButtonLink to={shown.act.to(matter)} data-matter={keyOf(matter)} aria-label={name}>
          {t(`desk.act.${matter.kind}`)}
        </ButtonLink>
      ) : (
        <Button
          data-matter={keyOf(matter)}
          aria-label={name}
          onPress={() => ('revisit' in shown.act ? setAsking(true) : act.mutate())}
          isPending={act.isPending}
        >
          {t(`desk.act.${matter.kind}`)}
        </Button>
      )}
      {'revisit' in shown.act && asking && (
        <Suspense fallback={null}>
          <RevisitDialog
            of={shown.act.revisit(matter)}
            was={matter.due}
            done
            leads
            onClose={() => setAsking(false)}
            onDone={onDone}
          />
        </Suspense>
      )}
    </li>
  );
}
