import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useDeferredValue } from 'react';
import { reachQuery } from '../../api/mentions.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { mentionsIn, quotesIn } from '../../writing/tokens.ts';
import { Quote } from './Quote.tsx';
import { useFound } from './references.ts';
import css from './WriterNotes.module.css';

const MOST = 50;

interface Props {
  text: string;
  room: string;
  onChange: (text: string) => void;
}

/** What the writer should know before sending: what is quoted, and whom a mention does not reach. */
export function WriterNotes({ text, room, onChange }: Props) {
  const calm = useDeferredValue(text);
  const mentions = mentionsIn(calm).slice(0, MOST);
  const quotes = quotesIn(calm).slice(0, MOST);
  return (
    <>
      {quotes.length > 0 && <Quotes quotes={quotes} text={text} onChange={onChange} />}
      {mentions.length > 0 && <Reach mentions={mentions} room={room} />}
    </>
  );
}

type Named = ReturnType<typeof mentionsIn>;

function Quotes({
  quotes,
  text,
  onChange,
}: {
  quotes: Named;
  text: string;
  onChange: (text: string) => void;
}) {
  const { t } = useWords();
  const asked = quotes.map((one) => one.reference.replace('samrum:message/', 'message:'));
  const found = useFound(asked);
  return (
    <ul className={css.quotes} aria-label={t('conversation.quoting')}>
      {quotes.map((one, index) => (
        <li key={one.whole} className={css.quote}>
          <div className={css.said}>
            <Quote label={one.label} found={found.get(asked[index] ?? '')} />
          </div>
          <Button
            look="icon"
            aria-label={t('conversation.removeQuote', { label: one.label })}
            onPress={() => onChange(text.replace(one.whole, '').replace(/^\n+/, ''))}
            icon={<X size={16} aria-hidden />}
          />
        </li>
      ))}
    </ul>
  );
}

function Reach({ mentions, room }: { mentions: Named; room: string }) {
  const { t } = useWords();
  const reach = useQuery({
    ...reachQuery(
      room,
      mentions.map((one) => one.reference),
    ),
    placeholderData: (before) => before,
  }).data;
  const label = (reference: string) =>
    (mentions.find((one) => one.reference === reference)?.label ?? '').replace(/^@/, '');
  const unreached = (reach ?? []).filter((one) => one.people === 0 && !one.refused && label(one.reference));
  const refused = (reach ?? []).find((one) => one.refused && label(one.reference));
  return (
    <div role="status" className={css.notes}>
      {unreached.length > 0 && (
        <p>
          {t('conversation.mentionUnreached', {
            names: unreached.map((one) => label(one.reference)).join(', '),
            count: unreached.length,
          })}
        </p>
      )}
      {refused && (
        <p className={css.refused}>
          {refused.refused === 'everyone_called_lately'
            ? t('conversation.everyoneLately')
            : t('conversation.everyoneNotAllowed')}
        </p>
      )}
    </div>
  );
}
