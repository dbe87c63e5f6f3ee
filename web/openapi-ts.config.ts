import { readFileSync } from 'node:fs';
import { defineConfig } from '@hey-api/openapi-ts';

type Json = { [name: string]: unknown };
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Json;
}
interface Described extends Json {
  paths: Record<string, Record<string, { operationId?: string; parameters?: Parameter[] }>>;
  components: { schemas: Record<string, Json> };
}

/**
 * The client is made from the server's own description; nothing under src/api/generated is edited by hand.
 * Its functions are named by method and path, which are the contract, not by the names of the server's handlers.
 */
const described = JSON.parse(readFileSync('./openapi.json', 'utf8')) as Described;
for (const [path, operations] of Object.entries(described.paths)) {
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  for (const [method, operation] of Object.entries(operations)) {
    const words = path.replace('/api/v1', '').split('/').filter(Boolean);
    const named = words.map((word) =>
      word.startsWith('{') ? `by_${word.slice(1, -1)}` : word.replaceAll('.', '_'),
    );
    operation.operationId = [method, ...named].join('_');
    // A place in a path is a parameter, also where the description forgets to say so.
    const told = new Set(operation.parameters?.filter((one) => one.in === 'path').map((one) => one.name));
    const missing = places.filter((name) => !told.has(name));
    operation.parameters = [
      ...(operation.parameters ?? []),
      ...missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ];
  }
}

/** What the stored words are where they are not the variant's name in small letters. */
const WORDS: Record<string, Record<string, string>> = { Language: { Swedish: 'sv', English: 'en' } };
const snake = (word: string) => word.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/**
 * A view never leaves a field out: what is empty is null. The description says only which may be null, so here every
 * field of a view is required. What is sent to the server (it refuses unknown fields) stays as described.
 */
function complete(schema: unknown, name = ''): void {
  if (Array.isArray(schema)) for (const part of schema) complete(part);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const one = schema as Json;
  const { properties } = one;
  if (typeof properties === 'object' && properties !== null && one.additionalProperties !== false) {
    one.required = Object.keys(properties);
  }
  if (Array.isArray(one.enum)) {
    one.enum = one.enum.map((word) =>
      typeof word === 'string' ? (WORDS[name]?.[word] ?? snake(word)) : word,
    );
  }
  for (const part of Object.values(one)) if (typeof part === 'object') complete(part);
}
for (const [name, schema] of Object.entries(described.components.schemas)) complete(schema, name);
described.components.schemas.HitOrder ??= { type: 'string', enum: ['relevance', 'date'] };

export default defineConfig({
  input: described,
  output: { path: './src/api/generated', clean: true },
  plugins: [
    '@hey-api/typescript',
    { name: '@hey-api/client-fetch', baseUrl: false, throwOnError: true },
    '@hey-api/sdk',
  ],
});
