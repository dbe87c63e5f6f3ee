import { Link } from 'react-router';
import type { Document } from '../../api/types.ts';
import { articleName } from '../../locales/articles.ts';
import { dated, moment } from '../../locales/dates.ts';
import { nameOf, roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { RevisitLines } from '../../revisiting/RevisitLines.tsx';
import { SideBox } from '../../ui/Page.tsx';
import { size } from '../../ui/size.ts';
import { Discussion } from './Discussion.tsx';
import css from './DocumentPage.module.css';
import { ReviewPanel } from './ReviewPanel.tsx';
import { SeenBox } from './SeenBox.tsx';
import { UsedIn } from './UsedIn.tsx';
import { VersionList } from './VersionList.tsx';

/** What is looked over again: the others are what they are. */
const GOVERNING = ['strategy', 'action_plan', 'agreement'] as const;

/** What the document is, its versions and reviews, what is said of it and where it is used. */
export function DocumentSide({
  document,
  version,
  page,
}: {
  document: Document;
  version: number;
  page: number;
}) {
  const { t, language } = useWords();
  const facts: [string, React.ReactNode][] = [
    [
      t('document.kindLabel'),
      // a presentation that is one is said once
      [
        ...new Set([
          ...(document.document_kind ? [t(`terms.kindOfDocument.${document.document_kind}`)] : []),
          t(`terms.documentKind.${document.kind}`),
        ]),
      ].join(' · '),
    ],
    ...(document.dated_on
      ? [
          [
            t('document.dateLabel'),
            dated(document.dated_on, document.dated_precision ?? 'day', language),
          ] as [string, string],
        ]
      : []),
    [t('document.sizeLabel'), size(document.size, language)],
    [t('document.stateLabel'), t(`terms.documentState.${document.state}`)],
    [t('document.readingLabel'), t(`terms.reading.${document.reading}`)],
    [t('document.roomLabel'), roomName(document.room, t)],
    [
      t('document.changedLabel'),
      `${moment(document.changed_at, language)}, ${nameOf(document.changed_by, t)}`,
    ],
  ];
  if (document.themes.length + document.articles.length > 0) {
    facts.push([t('document.aboutLabel'), <About key="about" document={document} />]);
  }
  if (document.meeting_id) {
    facts.push([
      t('document.meeting'),
      <Link key="meeting" to={`/traffar/${document.meeting_id}`}>
        {t('start.openMeeting')}
      </Link>,
    ]);
  }
  return (
    <>
      <SideBox title={t('document.aboutTitle')}>
        <dl className={css.facts}>
          {facts.map(([name, value]) => (
            <FactRow key={name} name={name} value={value} />
          ))}
        </dl>
      </SideBox>
      {document.asks_seen && <SeenBox document={document} />}
      <SideBox title={t('document.versions')}>
        <VersionList document={document} version={version} />
      </SideBox>
      <SideBox title={t('document.review')}>
        <ReviewPanel document={document} />
      </SideBox>
      {document.network && GOVERNING.some((kind) => kind === document.document_kind) && (
        <RevisitLines boxed of={{ what: 'document', id: document.id, title: document.name }} />
      )}
      <SideBox title={t('document.discussion')}>
        <Discussion document={document} page={page} />
      </SideBox>
      <SideBox title={t('document.usedIn')}>
        <UsedIn document={document} />
      </SideBox>
    </>
  );
}

/** Themes and articles, as words that lead to what else is about the same. */
function About({ document }: { document: Document }) {
  const { t } = useWords();
  const list = document.network ? `/natverk/${document.network.slug}/dokument` : null;
  const to = (query: string, words: string) => (list ? <Link to={`${list}?${query}`}>{words}</Link> : words);
  return (
    <ul className={css.about}>
      {document.themes.map((theme) => (
        <li key={theme}>{to(`tema=${encodeURIComponent(theme)}`, theme)}</li>
      ))}
      {document.articles.map((number) => (
        <li key={number}>{to(`artikel=${number}`, articleName(number, t))}</li>
      ))}
    </ul>
  );
}

function FactRow({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
