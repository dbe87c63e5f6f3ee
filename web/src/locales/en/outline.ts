/** Outlines that a document of each kind is begun from: Markdown. */
export const outline = {
  notes:
    '## Present\n\n## What we talked about\n\n## Decisions and promises\n\n- What, who, when\n\n## Next time',
  programme: '## Day 1\n\n- 10.00 Coffee and welcome\n- 10.30\n\n## Day 2\n\n- 8.30\n\n## Practicalities',
  presentation:
    '## What we want to tell\n\n1.\n2.\n3.\n\n## How we did it\n\n## What we learnt\n\n## Want to know more?',
  report: '## Summary\n\n## Background\n\n## How we did it\n\n## What we found\n\n## Proposals',
  child_accounts:
    '## The children here\n\n## What we promised\n\n## What we did\n\n| Goal | What happened | How we know |\n|---|---|---|\n|  |  |  |\n\n## What the children say\n\n## Next year',
  checklist:
    '## Before the decision\n\n- Which children are concerned?\n- What do the children say themselves?\n- Which articles apply?\n\n## The assessment\n\n- What is best for the children, and why?\n- Which other interests are there?\n\n## Afterwards\n\n- How are the children told?\n- When do we follow up?',
  template: '## Purpose\n\n## How to use the template\n\n## The template',
  strategy: '## Where we want to go\n\n## Where we are\n\n## Choices\n\n## How we follow up',
  action_plan:
    '## Goals\n\n| Goal | Activity | Responsible | Done by |\n|---|---|---|---|\n|  |  |  |  |\n\n## Follow-up',
  agreement: '## Parties\n\n## Purpose\n\n## What we undertake\n\n## Period\n\n## Decision',
} as const;
