import { useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../locales/useWords.ts';
import { Filters, OneOf } from '../../ui/Filters.tsx';
import { Page } from '../../ui/Page.tsx';
import { FlagQueue } from './FlagQueue.tsx';

/** What waits for a coordinator, in all the networks they coordinate: each row has the button that finishes it. */
export function CoordinationPage() {
  const { t } = useWords();
  const [settled, setSettled] = useState(false);
  return (
    <Page title={t('talk.queue.title')} below={t('talk.queue.lead')}>
      <Filters>
        <OneOf
          label={t('talk.queue.title')}
          value={settled ? 'settled' : 'waiting'}
          onChange={(chosen) => setSettled(chosen === 'settled')}
          options={[
            { id: 'waiting', text: t('talk.queue.waiting') },
            { id: 'settled', text: t('talk.queue.settled') },
          ]}
        />
      </Filters>
      <FlagQueue settled={settled} />
      <p>
        <Link to="/samordning/ord">{t('finding.words.title')}</Link>
      </p>
    </Page>
  );
}
