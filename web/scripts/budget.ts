/** Prints what the first page costs and fails above the budget: the entry with everything it imports at once. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

const BUDGET_KB = 220;
const FIRST_ROUTES = ['src/features/session/SignInPage.tsx', 'src/features/start/StartPage.tsx'];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')) as Record<string, Chunk>;
const weight = (file: string) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000;

function everything(key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key]?.imports ?? []) everything(next, seen);
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
if (!entry) throw new Error('the manifest names no entry');
const language = Object.keys(manifest).find(
  (key) => /locales\/sv\/index/.test(key) || /locales\/sv\.ts/.test(key),
);

let failed = false;
for (const route of FIRST_ROUTES) {
  const keys = everything(entry);
  if (!manifest[route]) throw new Error(`the manifest lacks ${route}`);
  everything(route, keys);
  if (route !== 'src/features/session/SignInPage.tsx') everything('src/frame/pages.ts', keys);
  if (language) everything(language, keys);
  const files = new Set([...keys].map((key) => manifest[key]?.file).filter((file) => file?.endsWith('.js')));
  const total = [...files].reduce((sum, file) => sum + weight(file as string), 0);
  const verdict = total <= BUDGET_KB ? 'within' : 'ABOVE';
  console.log(
    `${route}: ${total.toFixed(1)} kB gzipped JavaScript in ${files.size} files, ${verdict} ${BUDGET_KB} kB`,
  );
  failed ||= total > BUDGET_KB;
}
if (failed) process.exit(1);
