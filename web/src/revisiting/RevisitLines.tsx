import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type Revisited, revisitQuery } from '../api/revisits.ts';
import { date, daysUntil } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { SideBox } from '../ui/Page.tsx';
import css from './Revisiting.module.css';

const RevisitDialog = lazy(async () => ({ default: (await import('./RevisitDialog.tsx')).RevisitDialog }));

/**
 * When a text is to be looked over again, and for coordinators setting it; nothing where there is neither. `boxed` is for
 * the side of a page.
 */
export function RevisitLines({ of, boxed }: { of: Revisited; boxed?: boolean }) {
  const { t, language } = useWords();
  const found = useQuery(revisitQuery(of)).data;
  const [open, setOpen] = useState<'set' | 'done' | null>(null);
  if (!found || (!found.on && !found.last_on && !found.may_set)) return null;
  const late = found.on !== null && daysUntil(found.on) < 0;
  const lines = (
    <div className={css.lines}>
      {found.on && (
        <p className={late ? css.late : ''}>
          {t(late ? 'revisit.late' : 'revisit.due', { date: date(found.on, language) })}
        </p>
      )}
      {found.last_on && (
        <p className={css.quiet}>{t('revisit.last', { date: date(found.last_on, language) })}</p>
      )}
      {!found.on && !found.last_on && <p className={css.quiet}>{t('revisit.unset')}</p>}
      {found.may_set && (
        <div className={css.acts}>
          {found.on && <Button onPress={() => setOpen('done')}>{t('revisit.done')} …</Button>}
          <Button look="quiet" onPress={() => setOpen('set')}>
            {t(found.on ? 'revisit.move' : 'revisit.set')} …
          </Button>
        </div>
      )}
      <Suspense fallback={null}>
        {open && (
          <RevisitDialog of={of} was={found.on} done={open === 'done'} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </div>
  );
  return boxed ? <SideBox title={t('revisit.title')}>{lines}</SideBox> : lines;
}
