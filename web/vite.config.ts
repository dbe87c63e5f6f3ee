import { readdirSync, readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * React Aria carries its words in some thirty languages. We show two, so the others become empty
 * modules; this keeps about a fifth of the first route's weight away.
 */
function onlyOurLanguages(): Plugin {
  return {
    name: 'only-our-languages',
    enforce: 'pre',
    load(id) {
      const found =
        /react-(?:aria|stately|aria-components)\/.*\/(?:intl|i18n)\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id);
      return found && found[1] !== 'sv-SE' && found[1] !== 'en-US' ? 'export default {};' : null;
    },
  };
}

/** pdf.js asks for the fourteen standard fonts and its picture decoders by name: they are served by us, under its version. */
function pdfParts(): Plugin {
  const folders = ['standard_fonts', 'wasm'] as const;
  const { version } = JSON.parse(readFileSync('node_modules/pdfjs-dist/package.json', 'utf8')) as {
    version: string;
  };
  return {
    name: 'pdf-parts',
    apply: 'build',
    generateBundle() {
      for (const folder of folders) {
        for (const file of readdirSync(`node_modules/pdfjs-dist/${folder}`)) {
          // WebAssembly would need 'wasm-unsafe-eval' in the content policy: the plain decoders do.
          if (file.endsWith('.wasm') || /quickjs/i.test(file)) continue;
          const source = readFileSync(`node_modules/pdfjs-dist/${folder}/${file}`);
          this.emitFile({ type: 'asset', fileName: `assets/pdf-${version}/${folder}/${file}`, source });
        }
      }
    },
  };
}

/** The order of the layers, said first in every style sheet: which file the browser reads first must not decide it. */
function layerOrder(): Plugin {
  return {
    name: 'layer-order',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
        file.source = `@layer tokens,base,ui,page;${file.source}`;
      }
    },
  };
}

const server = process.env.SAMRUM_DEV_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [onlyOurLanguages(), react(), pdfParts(), layerOrder()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // data: addresses would have to be allowed by the content policy
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    chunkSizeWarningLimit: 900,
  },
  server: { port: 5173, proxy: { '/api': { target: server, ws: true, changeOrigin: true } } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
} as Parameters<typeof defineConfig>[0]);
