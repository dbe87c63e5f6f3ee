import { memo } from 'react';
import { useNavigate } from 'react-router';
import css from './Html.module.css';

/**
 * What the server rendered and made safe from somebody's Markdown. The only place that inserts HTML.
 * Links within Samrum are followed without loading the page anew.
 */
export const Html = memo(function Html({ html, small }: { html: string; small?: boolean }) {
  const navigate = useNavigate();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are the controls, this only takes their way
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div
      className={`${css.html} ${small ? css.small : ''}`}
      onClick={(event) => {
        const link = (event.target as Element).closest('a');
        const own = link && ownAddress(link.getAttribute('href') ?? '');
        if (own) {
          event.preventDefault();
          navigate(own);
          return;
        }
        const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
        if (!link || !plain || link.origin !== location.origin || link.pathname.startsWith('/api/')) return;
        event.preventDefault();
        navigate(link.pathname + link.search + link.hash);
      }}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by the server, see above
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
});

/** Where a reference leads: `samrum:document/…` and its like, which no browser knows. */
function ownAddress(href: string): string | null {
  const match = /^samrum:(document|conversation)\/([0-9a-f-]{36})$/.exec(href);
  if (match) return match[1] === 'document' ? `/dokument/${match[2]}` : `/samtal/${match[2]}`;
  return null;
}
