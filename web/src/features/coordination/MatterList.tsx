import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, Suspense, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { Matter } from '../../api/types.ts';
import { date, daysUntil } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './MatterList.module.css';
import { type Done, keyOf, left, MATTERS } from './matters.ts';

const WEEK = 7;
/** The keys that go between rows, by how many. */
const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** When a matter wants doing; what has no day wants it now. */
const spanOf = (matter: Matter): 'now' | 'week' | 'later' => {
  const days = matter.due ? daysUntil(matter.due) : 0;
  return days <= 0 ? 'now' : days <= WEEK ? 'week' : 'later';
};

/**
 * What waits: keys go from button to button, and when one is done the next has the focus. What asks for a word lies over the
 * list rather than in its row, so that nothing one writes is lost when somebody else finishes the same.
 */
export function MatterList({ matters, askedAt }: { matters: Matter[]; askedAt: number }) {
  const { t } = useWords();
  const client = useQueryClient();
  const list = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<Done>(new Map());
  const [asking, setAsking] = useState<Matter | null>(null);
  const next = useRef<number | null>(null);
  const rows = left(matters, done, askedAt);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-matter]') ?? [])];
  // the row that was acted on is gone: the one in its place, or the last, is where one goes on
  useEffect(() => {
    if (next.current === null) return;
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-matter]') ?? [])];
    (all[Math.min(next.current, all.length - 1)] ?? list.current)?.focus();
    next.current = null;
  });
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key] ?? 0;
    // a dialog of a row tells of its keys here too, though it lies over the page
    const within = list.current?.contains(event.target as Node);
    if (!step || !within || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = all[at === -1 ? 0 : at + step];
    if (!to) return;
    event.preventDefault();
    to.focus();
  };
  const finished = (matter: Matter) => {
    next.current = buttons().findIndex((one) => one.getAttribute('data-matter') === keyOf(matter));
    setDone((before) => new Map(before).set(keyOf(matter), Date.now()));
    void client.invalidateQueries({ queryKey: keys.desk });
  };
  const act = asking && MATTERS[asking.kind].act;
  const Asks = act && 'asks' in act ? act.asks : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys go between the buttons within, which act by themselves
    <div ref={list} tabIndex={-1} onKeyDown={move} className={css.list}>
      {rows.length === 0 && <Empty title={t('desk.empty')}>{t('desk.emptyHint')}</Empty>}
      {(['now', 'week', 'later'] as const).map((span) => {
        const part = rows.filter((matter) => spanOf(matter) === span);
        if (part.length === 0) return null;
        return (
          <Part key={span} title={t(`desk.${span}`)}>
            <ul className={css.rows}>
              {part.map((matter) => (
                <MatterRow
                  key={keyOf(matter)}
                  matter={matter}
                  onAsk={() => setAsking(matter)}
                  onDone={() => finished(matter)}
                />
              ))}
            </ul>
          </Part>
        );
      })}
      {asking && Asks && (
        <Suspense fallback={null}>
          <Asks
            key={keyOf(asking)}
            matter={asking}
            onClose={() => setAsking(null)}
            onDone={() => finished(asking)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** One sentence and one button; what a press finishes at once has a way beside it for who wants to look first. */
function MatterRow({ matter, onAsk, onDone }: { matter: Matter; onAsk: () => void; onDone: () => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { sentence: said, act } = MATTERS[matter.kind];
  const words = said(matter, t);
  const press = useMutation({
    mutationFn: async () => {
      if ('finish' in act) await act.finish(matter);
      else await act.first?.(client, matter);
    },
    onSuccess: () => {
      if ('asks' in act) return onAsk();
      tell(act.told(t));
      onDone();
    },
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      void client.invalidateQueries({ queryKey: keys.desk });
    },
  });
  const when = matter.due
    ? t(daysUntil(matter.due) < 0 ? 'desk.was' : 'desk.due', { date: date(matter.due, language) })
    : matter.since && t('desk.since', { date: date(matter.since, language) });
  const whole = 'whole' in act ? act.whole(matter) : null;
  const verb = t(`desk.act.${matter.kind}`);
  return (
    <li className={css.row}>
      <p className={css.words}>
        {words}
        <span className={css.facts}>
          {[matter.network.name, when].filter(Boolean).join(' · ')}
          {whole && (
            <>
              {' · '}
              <Link to={whole.to}>{t(`desk.whole.${whole.words}`)}</Link>
            </>
          )}
        </span>
      </p>
      <Button
        data-matter={keyOf(matter)}
        aria-label={`${verb}: ${words}`}
        onPress={() => press.mutate()}
        isPending={press.isPending}
      >
        {'asks' in act ? `${verb} …` : verb}
      </Button>
    </li>
  );
}
