import { useInfiniteQuery } from '@tanstack/react-query';
import { answerHistoryQuery } from '../../../api/asks.ts';
import type { AskAnswer } from '../../../api/types.ts';
import { moment } from '../../../locales/dates.ts';
import { personName } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Later } from '../../../ui/Later.tsx';
import { Failure } from '../../../ui/Notice.tsx';
import { ChangedWords } from '../ChangedWords.tsx';
import css from '../Wordings.module.css';

interface Props {
  ask: string;
  organisation: AskAnswer['organisation'];
  onClose: () => void;
}

/** How an organisation's answer came to say what it says: who of it wrote, when, and what changed, word by word. */
export function AnswerWritings({ ask, organisation, onClose }: Props) {
  const { t, language } = useWords();
  const history = useInfiniteQuery(answerHistoryQuery(ask, organisation.id));
  const steps = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog
      title={t('asking.writings', { organisation: organisation.name })}
      isOpen
      onClose={onClose}
      shape="wide"
    >
      <p className={css.lead}>{t('talk.history.lead')}</p>
      {history.error && !history.data && <Failure error={history.error} />}
      {!history.data && !history.error && <Later />}
      <ol className={css.list}>
        {steps.map((step) => (
          <li key={step.number} className={css.step}>
            <h3 className={css.head}>
              {t(step.first ? 'talk.history.first' : 'talk.history.changed', {
                when: moment(step.at, language),
              })}{' '}
              · {step.by_coordinator ? t('asking.byCoordinator') : personName(step.author, t)}
            </h3>
            <ChangedWords changes={step.changes} />
          </li>
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
