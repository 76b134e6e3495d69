// @vitest-environment happy-dom
// The pages as a person meets them: three taps to an alarm, no alarm without contact, every form keeps what was typed.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { AcceptedSchema, RejectionSchema } from '../src/gen/ckl/v1/command_pb';
import { EscalationLevel, IncidentKind, Mode } from '../src/gen/ckl/v1/model_pb';
import { WhoAmIResponseSchema } from '../src/gen/ckl/v1/services/access_pb';
import type { Progress } from '../src/net/commands';
import { Alarm } from '../src/pages/alarm';
import { Board } from '../src/pages/board';
import { Callouts } from '../src/pages/callouts';
import { capacityOf, Declare } from '../src/pages/declare';
import { setClock } from '../src/state/clock';
import { language } from '../src/state/prefs';
import { commands, contact, image, who } from '../src/state/store';
import { Dialogs } from '../src/ui/open-dialog';
import { closeDialog } from '../src/ui/dialogs';
import { fetchParts } from '../src/ui/parts';
import { create } from '../src/wire/codec';
import { hour, overDays, rosterFrom } from './fake/staffing';
import { firstHalfHour, type Journal, opening, organisation } from './fake/world';

let root: HTMLElement;
let progress = signal<Progress>({ step: 'idle' });
const submitted: { kind: string; value: Record<string, unknown> }[] = [];

function world(write: (journal: Journal) => void = () => {}): void {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
  write(journal);
  const now = emptyImage();
  for (const entry of journal.entries) evolve(now, entry);
  image.value = now;
  setClock(journal.time, 1);
}

function signIn(person: string): void {
  who.value = create(WhoAmIResponseSchema, {
    person: organisation.persons.find((one) => one.id === person),
    mandates: organisation.mandates.filter((one) => one.person === person),
  });
}

/** What comes after the board's first picture has come. */
beforeAll(async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no server here')));
  fetchParts('/');
  await import('../src/wall');
});

beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
  sessionStorage.clear();
  language.value = 'sv';
  contact.value = 'live';
  submitted.length = 0;
  progress = signal<Progress>({ step: 'idle' });
  vi.spyOn(commands, 'submit').mockImplementation(((kind: string, value: Record<string, unknown>) => {
    submitted.push({ kind, value });
    progress.value = { step: 'sending', resent: false };
    return { id: 'web-1', progress, again: () => {} };
  }) as never);
  signIn('tib-1');
  world();
});

afterEach(() => {
  render(null, root);
  vi.restoreAllMocks();
});

const show = (page: preact.ComponentChild) => act(() => render(page, root));
const text = () => root.textContent ?? '';

async function press(words: string | RegExp): Promise<void> {
  const all = [...root.querySelectorAll<HTMLElement>('button, a')];
  const found = all.find((one) =>
    typeof words === 'string' ? one.textContent?.includes(words) : words.test(one.textContent ?? ''));
  if (!found) throw new Error(`no button «${words}» among ${all.map((one) => one.textContent).join(' | ')}`);
  await act(() => found.click());
}

async function settle(next: Progress): Promise<void> {
  await act(() => {
    progress.value = next;
  });
}

describe('the alarm page', () => {
  async function threeTaps(): Promise<void> {
    await show(<Alarm />);
    await press('Dricksvatten, el');
    await press('Allvarlig händelse');
    await press(/^Larma 12 personer/);
  }

  it('sends an alarm in three taps', async () => {
    await threeTaps();
    expect(submitted).toEqual([
      {
        kind: 'reportIncident',
        value: {
          workspace: 'skarpt',
          kind: IncidentKind.SUPPLY,
          level: EscalationLevel.SERIOUS,
          headline: '',
          place: '',
          text: '',
          callOut: true,
          plan: 'ckl-grund',
        },
      },
    ]);
    expect(text()).toContain('Skickar');
  });

  it('names the plan, how many are wanted and the channels before the last tap', async () => {
    await show(<Alarm />);
    await press('Dricksvatten, el');
    await press('Störning');
    expect(text()).toContain('Plan: CKL grundbemanning');
    expect(text()).toContain('8 behövs');
    expect(text()).toContain('E-post, SMS');
  });

  it('does not send twice while the first is on its way', async () => {
    await threeTaps();
    await press(/^Larma 12 personer/);
    expect(submitted).toHaveLength(1);
  });

  it('says at once that nothing can be sent, and whom to call', async () => {
    contact.value = 'lost';
    await show(<Alarm />);
    expect(text()).toContain('Inget ligger i kö');
    const numbers = [...root.querySelectorAll('a')].map((one) => one.getAttribute('href'));
    expect(numbers).toContain('tel:112');
    expect(numbers.filter((one) => one?.startsWith('tel:+468465004'))).toHaveLength(3);
  });

  it('says plainly that the outcome is unknown, and shows the incidents', async () => {
    world(firstHalfHour);
    await threeTaps();
    await settle({ step: 'unknown' });
    expect(text()).toContain('Vi vet inte om larmet gick fram');
    expect(text()).toContain('Lastbil på Drottninggatan');
    expect(text()).toContain('Fråga servern igen');
    expect(text()).not.toContain('Larma 12 personer');
  });

  it('sends the same again in the role that the person chooses', async () => {
    signIn('two-roles');
    await threeTaps();
    const rejection = create(RejectionSchema, {
      breaches: [{ rule: 'R27', field: 'capacity', message: { sv: 'Flera av dina roller passar: CHIEF_OF_STAFF, DUTY_OFFICER' } }],
    });
    await settle({ step: 'rejected', rejection });
    expect(text()).toContain('I vilken egenskap handlar du?');
    await press(/^Tjänsteman i beredskap$/);
    expect(submitted).toHaveLength(2);
    expect(submitted[1]?.value).toEqual({ ...submitted[0]?.value, capacity: 'DUTY_OFFICER' });
  });

  it('shows the twin of the same kind first', async () => {
    world((journal) => {
      journal.add({ case: 'incidentReported', value: { incident: 'incident-1', number: 1, kind: IncidentKind.SUPPLY, headline: 'Brunt vatten' } });
      journal.wait(60);
    });
    await show(<Alarm />);
    await press('Dricksvatten, el');
    await press('Störning');
    expect(text()).toContain('Finns redan: Brunt vatten');
    await press('Larma 12 personer ändå');
    expect(submitted).toHaveLength(1);
  });

  it('gives a receipt that counts who has got it', async () => {
    world(firstHalfHour);
    await threeTaps();
    const accepted = create(AcceptedSchema, { firstSequence: 5n, subject: 'incident-1', time: { seconds: 1491569580n } });
    await settle({ step: 'accepted', accepted });
    expect(text()).toContain('Larm mottaget 14:53:00');
    expect(text()).toMatch(/\d+ av 15 har fått meddelandet, 3 kommer/);
    expect(text()).toContain('Bemanning 3 av 8');
  });
});

describe('the call-out board', () => {
  it('says who is coming, who is asked, and where staff is lacking', async () => {
    world(firstHalfHour);
    await show(<Callouts />);
    expect(text()).toContain('Bemanning 3 av 8');
    expect(text()).toContain('Personalbrist: Samverkan saknar en person');
    expect(text()).toContain('SMS misslyckat: numret finns inte');
    const headings = [...root.querySelectorAll('.position h3')].map((one) => one.textContent);
    expect(headings.at(-1)).toBe('Stabschef');
  });

  it('lets the called person answer with when', async () => {
    world(firstHalfHour);
    signIn('records-1');
    await show(<Callouts />);
    expect(text()).toContain('Du är inkallad som dokumentation');
    await press('Jag kommer');
    await press('30 min');
    expect(submitted[0]).toMatchObject({ kind: 'answerCall', value: { answer: 1, etaMinutes: 30 } });
    expect(submitted[0]?.value['person']).toBeUndefined();
  });

  describe('with an unclear answer', () => {
    async function unclear(calls: { callout: string; person: string }[]): Promise<void> {
      world((journal) => {
        firstHalfHour(journal);
        journal.machine('sms', { case: 'answerUnclear', value: { answer: { id: 'unclear-9', raw: 'kanske', via: 'sms', calls } } });
      });
      await show(<><Callouts /><Dialogs /></>);
      expect(text()).toContain('«kanske»');
      await press('Tyd svaret');
    }
    const choose = async (name: string, value: string): Promise<void> => {
      const select = root.querySelector(`dialog #field-${name}`) as HTMLSelectElement;
      await act(() => {
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
    };
    const submit = () => act(() => root.querySelector<HTMLElement>('dialog button.primary')?.click());
    afterEach(() => act(closeDialog));

    it('lets a person read it as the answer to the call it may be about', async () => {
      await unclear([{ callout: 'callout-1', person: 'situation-3' }]);
      expect(root.querySelectorAll('#field-person option')).toHaveLength(1);
      await choose('answer', '2');
      await submit();
      expect(submitted).toEqual([{ kind: 'settleAnswer', value: {
        workspace: 'skarpt', unclear: 'unclear-9', callout: 'callout-1', person: 'situation-3', answer: 2, etaMinutes: 0, reason: '',
      } }]);
    });

    it('offers everybody who is called when nobody knows whose it is, and no answer at all', async () => {
      await unclear([]);
      expect(root.querySelectorAll('#field-person option')).toHaveLength(15);
      await choose('answer', '0');
      await submit();
      expect(submitted[0]).toMatchObject({ kind: 'settleAnswer', value: { unclear: 'unclear-9', answer: 0 } });
    });
  });
});

describe('the board', () => {
  it('marks a provisional level in words', async () => {
    world(firstHalfHour);
    await show(<Board />);
    expect(root.querySelector('h1')?.textContent).toBe('Allvarlig händelse');
    expect(text()).toContain('Preliminär, satt av tjänsteman i beredskap');
    expect(text()).toContain('Informera ordföranden om läget');
  });
});

describe('the lines of staffing on the board', () => {
  it('say which position runs dry first, and who is on duty', async () => {
    world((journal) => {
      firstHalfHour(journal);
      overDays(journal);
    });
    await show(<Board />);
    const lines = [...root.querySelectorAll('.callout-line')].map((one) => [one.getAttribute('href'), one.querySelector('.callout-line-words')?.textContent]);
    expect(lines.slice(1)).toEqual([
      ['/inkallning/avlosning', 'AvlösningStabschef räcker kortast, till 8 apr. 13:58'],
      ['/inkallning/beredskap', 'BeredskapTjänsteman i beredskap: TiB 1'],
    ]);
    setClock(rosterFrom + 80 * hour, 1);
    await show(<Board />);
    expect(text()).toContain('Tjänsteman i beredskap: ingen nu');
    expect(text()).toContain('Stabschef saknar någon nu');
  });

  it('are not there while nothing is planned', async () => {
    await show(<Board />);
    expect(root.querySelectorAll('.callout-lines > *')).toHaveLength(0);
  });
});

describe('the duties on the board', () => {
  const owe = (journal: Journal, number: number, rule: string) => journal.machine('timer', { case: 'obligationOpened', value: { obligation: {
    id: `obligation-${number}`, rule, incident: 'incident-1', owedByRole: 'CHIEF_OF_STAFF', state: 1,
    owedTo: { sv: number % 2 ? 'Stabschef' : 'Nämnder och bolag' }, what: { sv: `Skyldighet ${number}` }, due: { seconds: BigInt(1491569580 + number) },
  } } });

  it('show the first eight, and the rest on request', async () => {
    world((journal) => {
      firstHalfHour(journal);
      for (let number = 2; number < 12; number += 1) owe(journal, number, 'A21');
    });
    await show(<Board />);
    expect(root.querySelectorAll('.duty-list > ul > li')).toHaveLength(8);
    expect(root.querySelector('.duty-list > details > summary')?.textContent).toBe('Visa 3 till');
    expect(root.querySelectorAll('.duty-list > details li')).toHaveLength(3);
  });

  it('name who owes whom, and lead to where it can be done', async () => {
    world((journal) => {
      firstHalfHour(journal);
      owe(journal, 2, 'R65');
      owe(journal, 3, 'A15');
    });
    await show(<Board />);
    const rows = [...root.querySelectorAll('.duty')].filter((one) => one.textContent?.includes('Skyldighet'));
    expect(rows.map((one) => one.querySelector('.duty-who')?.textContent)).toEqual(['Stabschef till Nämnder och bolag · R65', 'Stabschef · A15']);
    expect(rows.map((one) => one.querySelector('a')?.getAttribute('href'))).toEqual(['/inkallning/avlosning', '/inkallning/beredskap']);
  });
});

describe('the declaration', () => {
  const grounds = ['Avviker.', 'Stör.', 'Brådskar.'];

  async function fill(): Promise<void> {
    world(firstHalfHour);
    await show(<Declare />);
    for (const [at, words] of grounds.entries()) {
      const field = root.querySelectorAll('textarea')[at] as HTMLTextAreaElement;
      await act(() => {
        field.value = words;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
    }
  }

  it('knows the capacity', () => {
    expect(capacityOf(['KN_VICE_CHAIR', 'KN_CHAIR'])).toBe('chair');
    expect(capacityOf(['KN_VICE_CHAIR'])).toBe('vice');
    expect(capacityOf(['DUTY_OFFICER'])).toBe('other');
  });

  it('asks for every ground before the review', async () => {
    signIn('kn-ordf');
    world(firstHalfHour);
    await show(<Declare />);
    await press('Granska');
    expect(root.querySelectorAll('.field.has-error')).toHaveLength(3);
    expect(root.querySelector('.refusal')?.textContent).toContain('Den kräver skyndsamma insatser');
    expect(submitted).toHaveLength(0);
  });

  it('shows the frozen text first, and sends it only then', async () => {
    signIn('kn-ordf');
    await fill();
    await press('Granska');
    expect(submitted).toHaveLength(0);
    expect(text()).toContain('Inget är beslutat än');
    await press('Förklara extraordinär händelse');
    expect(submitted[0]).toEqual({
      kind: 'declareExtraordinary',
      value: {
        workspace: 'skarpt',
        incident: 'incident-1',
        criteria: { departsFromNormal: 'Avviker.', seriousDisturbance: 'Stör.', urgentAction: 'Brådskar.' },
        committeeFunctions: true,
      },
    });
  });

  it('shows the refusal with rule, basis, who may and what to do, and keeps the text', async () => {
    signIn('tib-1');
    await fill();
    expect(text()).toContain('Bara ordföranden i krisledningsnämnden');
    await press('Granska');
    await press('Förklara extraordinär händelse');
    const rejection = create(RejectionSchema, {
      breaches: [
        { rule: 'T04', basis: 'LEH 2006:544 2 kap. 3 §', message: { sv: 'Nej.' }, whoMay: { sv: 'Ordföranden.' }, whatNow: { sv: 'Ring.' } },
      ],
    });
    await settle({ step: 'rejected', rejection });
    for (const words of ['Inget beslut är fattat', 'Nej.', 'Ordföranden.', 'Ring.', 'Regel T04, LEH 2006:544 2 kap. 3 §']) {
      expect(text()).toContain(words);
    }
    await press('Ändra');
    expect(root.querySelector('textarea')?.value).toBe('Avviker.');
  });

  it('tells the vice chair that a hindrance must be recorded', async () => {
    signIn('kn-vice');
    await fill();
    expect(text()).toContain('inget förhinder är antecknat');
  });

  it('keeps the grounds through a reload', async () => {
    signIn('kn-ordf');
    await fill();
    render(null, root);
    await show(<Declare />);
    expect(root.querySelectorAll('textarea')[2]?.value).toBe('Brådskar.');
  });
});
