import { Link } from 'react-router';
import { fileAddress } from '../../api/documents.ts';
import type { Document } from '../../api/types.ts';
import { dated, moment } from '../../locales/dates.ts';
import { nameOf, roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { SideBox } from '../../ui/Page.tsx';
import { size } from '../../ui/size.ts';
import css from './DocumentPage.module.css';
import { SeenBox } from './SeenBox.tsx';

/** What the document is, and its versions. */
export function DocumentSide({ document, version }: { document: Document; version: number }) {
  const { t, language } = useWords();
  const facts: [string, React.ReactNode][] = [
    [t('document.kindLabel'), t(`terms.documentKind.${document.kind}`)],
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
        <ol className={css.versions}>
          {document.versions.map((one) => (
            <li key={one.number} className={css.version}>
              <span>
                <Link
                  to={`/dokument/${document.id}?version=${one.number}`}
                  aria-current={one.number === version ? 'true' : undefined}
                >
                  {t('document.version', { number: one.number })}
                </Link>
                {one.number === document.version && (
                  <span className={css.quiet}> · {t('document.current')}</span>
                )}
              </span>
              {one.comment && <span>{one.comment}</span>}
              <span className={css.quiet}>
                {nameOf(one.author, t)} · {moment(one.created_at, language)} · {size(one.size, language)}
              </span>
              <a href={fileAddress(document.id, one.number)} download className={css.quiet}>
                {one.original_name}
              </a>
            </li>
          ))}
        </ol>
      </SideBox>
    </>
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
