import './styles/base.css';
import './styles/tokens.css';
import './styles/fonts.css';
import './api/http.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { ApiError } from './api/problem.ts';
import { firstLanguage, startLanguage } from './locales/i18n.ts';
import { LanguageOfComponents } from './locales/LanguageOfComponents.tsx';
import { makeRouter } from './routes.tsx';
import { applyTheme, rememberedTheme } from './ui/theme.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Realtime keeps what is shown true; this is only for what was away.
      staleTime: 30_000,
      gcTime: 15 * 60_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && error.temporary,
      refetchOnWindowFocus: false,
    },
    // Off the line an act is refused at once: one that is done much later, unseen, nobody expects.
    mutations: { networkMode: 'always' },
  },
});

applyTheme(rememberedTheme());
const root = document.getElementById('root');
if (!root) throw new Error('index.html lacks #root');
await startLanguage(firstLanguage());
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <LanguageOfComponents>
        <RouterProvider router={makeRouter(client)} />
      </LanguageOfComponents>
    </QueryClientProvider>
  </StrictMode>,
);
