import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Html } from '../ui/Html.tsx';
import { Later } from '../ui/Later.tsx';
import { Failure } from '../ui/Notice.tsx';
import css from './Moderating.module.css';
import { type Target, wordsOf } from './target.ts';

/** What stands where something was that the coordinator has hidden, and the way to what it said for those who may see it. */
export function Hidden({ target, reason, maySee }: { target: Target; reason: string; maySee: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className={css.hidden}>
      <p className={css.gone}>{t('talk.hidden')}</p>
      <p className={css.reason}>{t('talk.hiddenBecause', { reason })}</p>
      {maySee && (
        <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          {open ? t('talk.hideWords') : t('talk.showWords')}
        </Button>
      )}
      {open && <Words target={target} />}
    </div>
  );
}

function Words({ target }: { target: Target }) {
  const words = useQuery(wordsOf(target));
  if (words.error) return <Failure error={words.error} />;
  return words.data ? <Html html={words.data.html} /> : <Later />;
}
