import { readFileSync } from 'node:fs';
import { defineConfig } from '@hey-api/openapi-ts';

interface Described {
  paths: Record<string, Record<string, { operationId?: string }>>;
}

/**
 * The client is made from the server's own description; nothing under src/api/generated is edited by hand.
 * Its functions are named by method and path, which are the contract, not by the names of the server's handlers.
 */
const described = JSON.parse(readFileSync('./openapi.json', 'utf8')) as Described;
for (const [path, operations] of Object.entries(described.paths)) {
  for (const [method, operation] of Object.entries(operations)) {
    const words = path.replace('/api/v1', '').split('/').filter(Boolean);
    const named = words.map((word) =>
      word.startsWith('{') ? `by_${word.slice(1, -1)}` : word.replaceAll('.', '_'),
    );
    operation.operationId = [method, ...named].join('_');
  }
}

export default defineConfig({
  input: described as unknown as Record<string, unknown>,
  output: { path: './src/api/generated', clean: true },
  plugins: [
    '@hey-api/typescript',
    { name: '@hey-api/client-fetch', baseUrl: false, throwOnError: true },
    '@hey-api/sdk',
  ],
});
