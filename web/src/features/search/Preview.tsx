import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useLayoutEffect, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import { firstMessageQuery } from '../../api/conversations.ts';
import { documentQuery, fileAddress, pageQuery, renditionAddress } from '../../api/documents.ts';
import { meetingQuery } from '../../api/meetings.ts';
import { messageQuery } from '../../api/messages.ts';
import type { Document, Hit, Message } from '../../api/types.ts';
import { span } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { soughtIn } from '../../reading/find.ts';
import { markWords } from '../../reading/markWords.ts';
import { foundWords } from '../../ui/foundWords.ts';
import { Html } from '../../ui/Html.tsx';
import { Later } from '../../ui/Later.tsx';
import { PersonLine } from '../../ui/Lines.tsx';
import { Marked } from '../../ui/Marked.tsx';
import { addressOf } from './HitItem.tsx';
import { intoView } from './intoView.ts';
import css from './Preview.module.css';

const PreviewPage = lazy(() => import('./PreviewPage.tsx'));

/** What was found, beside the list of hits: the page of a document, the message, what the meeting was about. */
export default function Preview({ hit, q }: { hit: Hit; q: string }) {
  const { t } = useWords();
  return (
    <section className={css.preview} aria-label={t('search.preview')} data-preview={hit.kind}>
      <h2 className={css.title}>
        <Link to={addressOf(hit, q)}>
          <Marked pieces={hit.title} />
        </Link>
      </h2>
      {hit.kind === 'document' ? (
        <OfDocument hit={hit} q={q} />
      ) : hit.kind === 'message' ? (
        <OfMessage hit={hit} q={q} />
      ) : hit.kind === 'conversation' ? (
        <OfConversation hit={hit} q={q} />
      ) : hit.kind === 'meeting' ? (
        <OfMeeting hit={hit} q={q} />
      ) : (
        <Passage hit={hit} />
      )}
    </section>
  );
}

interface Of {
  hit: Hit;
  q: string;
}

/** What the search itself said of it. */
function Passage({ hit }: { hit: Hit }) {
  return (
    <p className={css.words}>
      <Marked pieces={hit.passage} />
    </p>
  );
}

/** What is fetched to be shown; what can't be had is shown as the search found it. */
function Fetched<T>({
  query,
  hit,
  children,
}: {
  query: UseQueryResult<T>;
  hit: Hit;
  children: (found: NonNullable<T>) => ReactNode;
}) {
  if (query.data) return children(query.data);
  return query.isPending ? <Later lines={4} /> : <Passage hit={hit} />;
}

/** The words to mark: those that were written, and those that the search found for them. */
function useSought({ hit, q }: Of, text: string): string[] {
  return useMemo(() => {
    return soughtIn([{ text }], q, foundWords(hit.passage).split(' ').filter(Boolean));
  }, [hit, q, text]);
}

function OfDocument({ hit, q }: Of) {
  const document = useQuery(documentQuery(hit.id));
  return (
    <Fetched query={document} hit={hit}>
      {(found) => <DocumentShown document={found} hit={hit} q={q} />}
    </Fetched>
  );
}

function DocumentShown({ document, hit, q }: Of & { document: Document }) {
  const { t } = useWords();
  const words = useSought({ hit, q }, hit.passage.map((piece) => piece.text).join(''));
  const page = hit.page ?? 1;
  const drawn = document.versions.some((one) => one.number === document.version && one.drawn);
  if (document.kind === 'image')
    return (
      <img
        className={css.picture}
        src={fileAddress(document.id, document.version)}
        alt={t('document.pictureOf', { name: document.name })}
      />
    );
  if (document.reading === 'read' && (drawn || document.kind === 'pdf'))
    return (
      <Suspense fallback={<Later />}>
        <PreviewPage
          address={
            drawn
              ? renditionAddress(document.id, document.version)
              : fileAddress(document.id, document.version)
          }
          name={document.name}
          page={page}
          words={words}
          otherwise={<Passage hit={hit} />}
        />
      </Suspense>
    );
  return document.reading === 'read' ? (
    <PageText document={document} page={page} hit={hit} q={q} />
  ) : (
    <Passage hit={hit} />
  );
}

function PageText({ document, page, hit, q }: Of & { document: Document; page: number }) {
  const text = useQuery(pageQuery(document.id, document.version, page));
  return (
    <Fetched query={text} hit={hit}>
      {(found) => (
        <Words hit={hit} q={q} text={found.text}>
          {found.text.split(/\n{2,}/).map((paragraph, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of one text have no other identity
            <p key={index}>{paragraph}</p>
          ))}
        </Words>
      )}
    </Fetched>
  );
}

function OfMessage({ hit, q }: Of) {
  const message = useQuery(messageQuery(hit.id));
  return (
    <Fetched query={message} hit={hit}>
      {(found) => <MessageShown message={found} hit={hit} q={q} />}
    </Fetched>
  );
}

function OfConversation({ hit, q }: Of) {
  const first = useQuery(firstMessageQuery(hit.id));
  return (
    <Fetched query={first} hit={hit}>
      {(found) => <MessageShown message={found} hit={hit} q={q} />}
    </Fetched>
  );
}

function MessageShown({ message, hit, q }: Of & { message: Message }) {
  return (
    <>
      <p className={css.facts}>
        <PersonLine author={message.author} at={message.created_at} />
      </p>
      <Words hit={hit} q={q} text={message.text}>
        <Html html={message.html} />
      </Words>
    </>
  );
}

function OfMeeting({ hit, q }: Of) {
  const { t, language } = useWords();
  const meeting = useQuery(meetingQuery(hit.id));
  return (
    <Fetched query={meeting} hit={hit}>
      {(found) => {
        const host = found.host.map((one) => one.name).join(', ');
        const facts = [t(`terms.meetingKind.${found.kind}`), span(found, language), host, found.place];
        return (
          <>
            <p className={css.facts}>{facts.filter(Boolean).join(' · ')}</p>
            {found.themes.length > 0 && <p className={css.facts}>{found.themes.join(', ')}</p>}
            <Words hit={hit} q={q} text={found.text ?? ''}>
              {found.text && <p>{found.text}</p>}
              {found.programme.length > 0 && (
                <ul>
                  {found.programme.map((item) => (
                    <li key={item.id}>{[item.title, item.who].filter(Boolean).join(' · ')}</li>
                  ))}
                </ul>
              )}
            </Words>
          </>
        );
      }}
    </Fetched>
  );
}

/** A text with what was found marked, the first of it in view. */
function Words({ hit, q, text, children }: Of & { text: string; children: ReactNode }) {
  const words = useSought({ hit, q }, text);
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!body.current) return;
    const first = markWords(body.current, words, 0, '', '');
    if (first) intoView(first);
  }, [words]);
  return (
    <div ref={body} className={css.words}>
      {children}
    </div>
  );
}
