import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { referenceQuery } from '../../api/references.ts';

/** The document that shows something, for who may read it. */
export function ShowsIt({ document }: { document: string }) {
  const found = useQuery(referenceQuery(`document:${document}`)).data;
  if (!found?.found) return null;
  return (
    <p>
      <Link to={`/dokument/${document}`}>{found.title}</Link>
    </p>
  );
}
