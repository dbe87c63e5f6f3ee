/** pdf.js, from our own server, only when a PDF is looked at. */
import * as pdfjs from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** Named by version, as what lies under /assets never changes. */
const PARTS = `/assets/pdf-${pdfjs.version}`;

pdfjs.GlobalWorkerOptions.workerSrc = worker;

export type Pdf = pdfjs.PDFDocumentProxy;
export type PdfPage = pdfjs.PDFPageProxy;
export const TextLayer = pdfjs.TextLayer;

/** Opens a document; pages are fetched by range as they are looked at. */
export function openPdf(address: string) {
  return pdfjs.getDocument({
    url: address,
    disableAutoFetch: true,
    standardFontDataUrl: `${PARTS}/standard_fonts/`,
    wasmUrl: `${PARTS}/wasm/`,
    // The content policy allows no WebAssembly.
    useWasm: false,
    enableXfa: false,
  });
}
