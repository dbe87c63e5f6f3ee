import type { Locale } from '../sv/index.ts';

/** Conditions in a participation, the observer's way to membership, and coverage. */
export const conditions: Locale['conditions'] = {
  title: 'Conditions',
  way: 'On the way to membership: {{met}} of {{count}}',
  wayLead: 'This is what you meet, and this is what remains. Do ask a member how they did it.',
  metOf: '{{met}} of {{count}} met',
  until: 'confirmed until {{date}}',
  unconfirmed: 'needs to be confirmed',
  confirmedOn: 'confirmed {{date}}',
  never: 'not confirmed',
  confirm: 'Confirm that this is right',
  confirmed: 'Confirmed for a year.',
  confirmHint: 'Once a year you confirm that this is right. Change first what is no longer so.',
  ask: 'Ask for full membership',
  askedDone: 'The coordinator has got your application.',
  takeBack: 'Take the application back',
  takenBack: 'The application has been taken back.',
  waits: 'You have asked for full membership. The coordinator will be in touch.',
  refused:
    'You asked for full membership and got a no on {{date}}. You are observers as before, and can ask again when things have changed. The coordinator’s reason:',
  unsaid: 'Nothing said yet',
  dated: 'Dated {{date}}',
  change: 'Change',
  template: 'Template',
  templates: {
    action_plan:
      'Action plan for the rights of the child in {{organisation}}\n1. What we want to achieve for children and young people, and when\n2. Who is responsible, among elected politicians and officials\n3. What we do each year\n4. How children and young people take part\n5. How we follow it up, and who is told',
    appointed:
      'Decision\n[The chief executive] appoints [name, title] to represent {{organisation}} in {{network}} from [day]. The assignment covers the whole organisation. [Name] reports to [whom] at least once a year.\n\n[Day]\n[Name, title]',
    whole_organisation:
      'The assignment covers the whole of {{organisation}}. Whoever has it may speak for the organisation in {{network}}, gather what is needed from all departments and bring back what the network arrives at. The work is anchored in [the management group], which is told how it goes [how often].',
    reported:
      'Information to [the executive board]: the work in {{network}} during [year]\n1. What we have taken part in\n2. What we have learned and taken home\n3. What we have changed, or want to change, here\n4. What we do next year\n\nProposed decision: [The executive board] takes note of the information.',
    active:
      'How we keep in touch with {{network}}\n– Read what is new once a week.\n– Answer at least one question before each meeting.\n– Tell of something we have done, also what did not go as we thought.\n– Answer in good time whether we come to the meeting.',
    spread:
      'What we bring from {{network}}\nTo: [department, network in the county, school, association]\n– What it is about, in two sentences\n– Why it matters to you\n– What you can use at once, and where it is\n– Whom to ask with us',
  },
  askMember: 'Ask {{organisation}}',
  heard:
    'You were last heard from on {{date}}. What counts is writing, answering, uploading or signing up, never reading.',
  unheard:
    'You have not been heard from in the network yet. What counts is writing, answering, uploading or signing up, never reading.',
  whoSees:
    'This is seen by you who hold a seat for the organisation, and by the network’s coordinators. Nobody else.',
  state: 'How do things stand with you?',
  shows: 'What shows it?',
  showsHint: 'For example the decision, who made it and its reference.',
  url: 'Link',
  document: 'The document that shows it',
  day: 'Date',
  own: 'Your conditions',
  all: 'All conditions',
  allLead: 'In alphabetical order. Only the coordinators see all.',
  edit: {
    open: 'Change the conditions',
    title: 'What we ask for',
    lead: 'The conditions stand in the expression of interest and on each organisation’s page, in this order.',
    saved: 'The conditions have been saved.',
    new: 'New condition',
    name: 'Heading',
    nameHint: 'Leave it empty and it says: {{title}}',
    nameRequired: 'Write what the condition is called.',
    explanation: 'What it means',
    template: 'Link to a template',
    mentor: 'Member to ask',
    noMentor: 'Nobody in particular',
    up: 'Earlier',
    down: 'Later',
    earlier: 'Move {{title}} earlier',
    later: 'Move {{title}} later',
    end: 'Ask no more',
    endOf: 'Ask no more for {{title}}',
    add: 'Add a condition',
    stays: 'What the organisations have answered stays, also to what you no longer ask for.',
  },
  coverage: {
    title: 'Counties',
    link: 'Which counties take part?',
    heading: '{{count}} of {{of}} counties are represented',
    lead: 'A county is represented when a member from it has somebody in its seat.',
    day: 'As it was on',
    county: 'County',
    state: 'State',
    who: 'Organisations',
    represented: 'Represented',
    on_the_way: 'On the way: observer, resting or vacant',
    missing: 'Nobody yet',
    elsewhere: 'All of Sweden',
  },
};
