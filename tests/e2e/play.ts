// F1, Drottninggatan, as people live it: an alarm, a call-out with silences and refusals, the level raised and confirmed, the chair
// informed, a power refused, a declaration. Each act has its own command id and is sent until it is answered, so the same play can
// go on over a server that was killed.
import { until } from './child.ts';
import { type ConnectClient, type Json, Refused } from './client.ts';
import type { Scenery } from './scenery.ts';

export type Says = 'coming' | 'cannot' | 'silent';

// Two of the first eight come, two can't, four say nothing; then the next are called until five come.
export const SCRIPT: Record<string, Says> = {
  'stabschef-1': 'cannot', 'stabschef-2': 'coming', 'stabschef-3': 'silent',
  'lage-1': 'coming', 'lage-2': 'cannot', 'lage-3': 'silent', 'lage-4': 'silent', 'lage-5': 'coming',
  'lage-6': 'cannot', 'analys-1': 'silent', 'analys-2': 'silent',
  'analys-3': 'coming', 'analys-4': 'silent',
  'planering-1': 'coming', 'planering-2': 'coming', 'planering-3': 'silent', 'planering-4': 'silent',
};

// Who must come in the end, whatever happened to the server in between.
export const COMING = ['analys-3', 'lage-1', 'lage-5', 'planering-1', 'planering-2', 'stabschef-2'];

// Every person answers the first message with a link that reaches them, by the answer page's form.
export class People {
  readonly answered = new Map<string, Says>();
  private stopped = false;
  private seen = 0;
  private readonly work: Promise<void>;

  constructor(private readonly scenery: Scenery) { this.work = this.run(); }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.scenery.gateway.beyond(this.seen);
      const taken = this.scenery.gateway.taken;
      while (this.seen < taken.length) {
        const message = taken[this.seen++];
        const link = message && /https?:\/\/\S+\/s\/[A-Za-z0-9_-]+/.exec(message.text)?.[0];
        const person = message && this.personOf(message.to);
        if (!link || !person) continue;
        const says = SCRIPT[person] ?? 'silent';
        if (says !== 'silent' && !this.answered.has(person)) void this.answer(person, says, link);
      }
    }
  }

  private personOf(address: string): string | undefined {
    if (!address.startsWith('+')) return address;
    return this.scenery.personByNumber.get(address);
  }

  // Again until the server is there.
  private async answer(person: string, says: Says, link: string): Promise<void> {
    this.answered.set(person, says);
    await until(`${person} has answered`, async () => {
      if (!this.stopped) await answerByLink(link, says);
      return true;
    }, 60_000);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.scenery.gateway.wake();
    await this.work;
  }
}

// First looks (which must not answer), then presses the button.
export async function answerByLink(link: string, says: Says): Promise<void> {
  const page = await fetch(link);
  if (!page.ok) throw new Error(`the answer page says ${page.status}`);
  const sent = await fetch(link, {
    method: 'POST', body: new URLSearchParams(formOf(await page.text(), says)),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  if (!sent.ok) throw new Error(`the answer was not taken: ${sent.status} ${await sent.text()}`);
}

// The fields that the browser would send for a button, as the page's own form has them.
function formOf(html: string, says: Says): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [input] of html.matchAll(/<input[^>]*type="?hidden"?[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? '';
  }
  const buttons = [...html.matchAll(/<button[^>]*name="([^"]*)"[^>]*value="([^"]*)"[^>]*>([\s\S]*?)<\/button>/g)];
  const wanted = buttons.find(([, , , label]) => (says === 'coming' ? /Jag kommer/ : /Kan inte/).test(label ?? ''));
  if (!wanted?.[1]) throw new Error(`no button for ${says} in: ${html}`);
  fields[wanted[1]] = wanted[2] ?? '';
  return fields;
}

// Sends a command until it is answered; a refusal is an answer.
export async function act(client: ConnectClient, method: string, body: Json): Promise<Json> {
  return until(`${method} is answered`, async () => {
    try {
      return await client.call(method, { workspace: 'skarpt', ...body });
    } catch (error) {
      if (error instanceof Refused && error.status !== 503) return { refused: error.body, status: error.status };
      throw error;
    }
  }, 40_000);
}

export const CRITERIA = {
  departsFromNormal: 'En lastbil har körts in i folkmassan på Drottninggatan.',
  seriousDisturbance: 'Kollektivtrafiken står still och centrum är avspärrat.',
  urgentAction: 'Kommunen måste ordna krisstöd och övernattning i kväll.',
};

// The acts in order. `pause` is called at each point where the power may go.
export async function play(scenery: Scenery, pause: (point: string) => Promise<void>): Promise<Json> {
  const tib = scenery.client('tib-1');
  const report = { commandId: 'f1-larm', kind: 'INCIDENT_KIND_VIOLENCE', headline: 'Lastbil mot folkmassa',
    place: 'Drottninggatan vid Åhléns', level: 'ESCALATION_LEVEL_DISTURBANCE', callOut: true, plan: 'prov' };
  const unheard = act(tib, 'IncidentService/ReportIncident', report);
  await pause('while the alarm is being sent');
  const first = await unheard;
  const alarm = await act(tib, 'IncidentService/ReportIncident', report);
  if (JSON.stringify(first) !== JSON.stringify(alarm)) throw new Error('a repeat gave another answer');
  await pause('after the alarm was acknowledged');
  await until('the first message is out', () => scenery.gateway.taken.length > 0 || undefined, 30_000);
  await pause('while messages are going out');
  await act(tib, 'IncidentService/ChangeLevel', { commandId: 'f1-allvarlig', incident: 'incident-1',
    to: 'ESCALATION_LEVEL_SERIOUS', reason: 'Flera platser, många skadade, staden måste samordnas.' });
  await pause('after the provisional level');
  await act(scenery.client('bitr-stadsdirektor'), 'IncidentService/ConfirmLevel',
    { commandId: 'f1-bekraftad', incident: 'incident-1' });
  await pause('after the confirmation');
  await act(tib, 'LogService/WriteLogEntry', { commandId: 'f1-rykte', kind: 'LOG_KIND_INCOMING',
    incident: 'incident-1', text: 'Uppgift om skottlossning vid Fridhemsplan, obekräftad.', source: 'Polisen' });
  await pause('after the note');
  const denied = await act(tib, 'CommitteeService/DeclareExtraordinary', { commandId: 'f1-forsok',
    incident: 'incident-1', criteria: CRITERIA, committeeFunctions: true });
  await pause('after the refused declaration');
  await act(scenery.client('kn-ordf'), 'CommitteeService/DeclareExtraordinary', { commandId: 'f1-beslut',
    incident: 'incident-1', criteria: CRITERIA, committeeFunctions: true });
  await pause('after the declaration');
  await until('the silent have had their time', async () =>
    (await scenery.entries()).some((entry) => entry['silenceNoted']) || undefined, 60_000);
  await pause('after the silences');
  await until('everyone wanted is coming', async () => {
    const callouts = ((await scenery.image())['callouts'] ?? []) as { positions: { filled?: boolean }[] }[];
    return callouts.length > 0 && callouts.every((one) => one.positions.every((p) => p.filled)) || undefined;
  }, 60_000);
  await pause('after all positions were filled');
  return denied;
}
