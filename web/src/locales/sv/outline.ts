/** Outlines that a document of each kind is begun from: Markdown. */
export const outline = {
  notes:
    '## Närvarande\n\n## Det här pratade vi om\n\n## Beslut och åtaganden\n\n- Vad, vem, när\n\n## Nästa gång',
  programme: '## Dag 1\n\n- 10.00 Kaffe och välkomna\n- 10.30\n\n## Dag 2\n\n- 8.30\n\n## Praktiskt',
  presentation:
    '## Det här vill vi berätta\n\n1.\n2.\n3.\n\n## Så gjorde vi\n\n## Det lärde vi oss\n\n## Vill du veta mer?',
  report: '## Sammanfattning\n\n## Bakgrund\n\n## Så gjorde vi\n\n## Det här kom fram\n\n## Förslag',
  child_accounts:
    '## Barnen i kommunen\n\n## Vad vi lovade\n\n## Vad vi gjorde\n\n| Mål | Vad som hänt | Hur vi vet det |\n|---|---|---|\n|  |  |  |\n\n## Vad barnen säger\n\n## Nästa år',
  checklist:
    '## Innan beslutet\n\n- Vilka barn berörs?\n- Vad säger barnen själva?\n- Vilka artiklar gäller det?\n\n## Bedömningen\n\n- Vad är bäst för barnen, och varför?\n- Vilka andra intressen finns?\n\n## Efteråt\n\n- Hur får barnen veta?\n- När följer vi upp?',
  template: '## Syfte\n\n## Så använder du mallen\n\n## Mallen',
  strategy: '## Vart vi vill\n\n## Var vi är\n\n## Vägval\n\n## Så följer vi upp',
  action_plan:
    '## Mål\n\n| Mål | Aktivitet | Ansvarig | Klart |\n|---|---|---|---|\n|  |  |  |  |\n\n## Uppföljning',
  agreement: '## Parter\n\n## Syfte\n\n## Vad vi åtar oss\n\n## Period\n\n## Beslut',
} as const;
