import type { Locale } from '../sv/index.ts';

/** The accessibility statement. */
export const statement: Locale['statement'] = {
  title: 'Accessibility statement',
  lead: 'Everybody should be able to use this website. Here we describe how it meets the Swedish act on accessibility to digital public service, what is lacking and how to tell us.',
  howTitle: 'How accessible is the website?',
  how: 'Samrum is built to meet WCAG 2.2 at level AA. Everything can be done with a keyboard, text can be enlarged to 200 per cent, and light, dark and high contrast follow your settings.',
  lacksTitle: 'What is lacking',
  lacks: [
    'Files that others upload may lack headings and descriptions. Read them under “As text”.',
    'Scanned documents that are only pictures have no text to read aloud.',
    'In the PDF view the text is an invisible layer; the reading order may differ in documents with several columns.',
  ],
  testedTitle: 'How we have tested',
  tested:
    'Every page is tested automatically with axe in both languages, in light and dark and at two widths, at every change. Screen readers are tested by hand.',
  reportTitle: 'Report a fault',
  report: 'Do you find something that does not work for you? Write to us and we answer as soon as we can.',
  what: 'What did not work?',
  whatHint:
    'Describe what you wanted to do and what happened. It helps to know your browser and assistive technology.',
  prepare: 'Make an e-mail',
  prepared: 'Your e-mail program opens with the text filled in.',
  supervisionTitle: 'Supervision',
  supervision:
    'The Agency for Digital Government (Digg) supervises the act. If you are not satisfied with our answer you can report it to Digg.',
  subject: 'Accessibility fault',
};
