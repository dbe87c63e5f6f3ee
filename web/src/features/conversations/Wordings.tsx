import { useInfiniteQuery } from '@tanstack/react-query';
import { historyQuery } from '../../api/messages.ts';
import type { Message, MessageStep } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { nameOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { ChangedWords } from './ChangedWords.tsx';
import css from './Wordings.module.css';

/** How a message came to say what it says: who, when, and what changed, word by word. */
export function Wordings({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useWords();
  const history = useInfiniteQuery(historyQuery(message.id));
  const steps = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog title={t('talk.history.title')} isOpen onClose={onClose} shape="wide">
      <p className={css.lead}>{t('talk.history.lead')}</p>
      {history.error && !history.data && <Failure error={history.error} />}
      {!history.data && !history.error && <Later />}
      <ol className={css.list}>
        {steps.map((step) => (
          <Step key={step.revision} step={step} by={nameOf(message.author, t)} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button onPress={() => void history.fetchNextPage()} isDisabled={history.isFetchingNextPage}>
          {t('talk.history.older')}
        </Button>
      )}
    </Dialog>
  );
}

function Step({ step, by }: { step: MessageStep; by: string }) {
  const { t, language } = useWords();
  const when = moment(step.at, language);
  return (
    <li className={css.step}>
      <h3 className={css.head}>
        {step.first ? t('talk.history.first', { when }) : t('talk.history.changed', { when })} · {by}
      </h3>
      <ChangedWords changes={step.changes} />
    </li>
  );
}
