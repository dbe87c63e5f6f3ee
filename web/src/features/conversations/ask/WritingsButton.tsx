import { lazy, Suspense, useState } from 'react';
import type { AskAnswer } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';

const AnswerWritings = lazy(async () => ({
  default: (await import('./AnswerWritings.tsx')).AnswerWritings,
}));

/** Says that an answer has been changed, and shows how. */
export function WritingsButton({ ask, answer }: { ask: string; answer: AskAnswer }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (answer.number < 2) return null;
  const { organisation } = answer;
  return (
    <>
      <Button
        look="quiet"
        aria-label={`${t('asking.changed')}: ${t('asking.writings', { organisation: organisation.name })}`}
        onPress={() => setOpen(true)}
      >
        {t('asking.changed')}
      </Button>
      <Suspense fallback={null}>
        {open && <AnswerWritings ask={ask} organisation={organisation} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
