import { defineConfig } from '@hey-api/openapi-ts';

/** The client is made from the server's own description; nothing under src/api/generated is edited by hand. */
export default defineConfig({
  input: './openapi.json',
  output: { path: './src/api/generated', clean: true },
  plugins: [
    '@hey-api/typescript',
    { name: '@hey-api/client-fetch', baseUrl: false, throwOnError: true },
    '@hey-api/sdk',
  ],
});
