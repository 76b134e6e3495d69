// @vitest-environment happy-dom
// Relief, duty and absence as a person meets them: what is told in words, and what each button sends.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { RejectionSchema } from '../src/gen/ckl/v1/command_pb';
import { Mode } from '../src/gen/ckl/v1/model_pb';
import { WhoAmIResponseSchema } from '../src/gen/ckl/v1/services/access_pb';
import type { Progress } from '../src/net/commands';
import { Callouts } from '../src/pages/callouts';
import { Duties } from '../src/pages/duties';
import { Relief } from '../src/pages/relief';
import { setClock } from '../src/state/clock';
import { language } from '../src/state/prefs';
import { commands, contact, image, who } from '../src/state/store';
import { stamp } from '../src/state/time';
import { closeDialog } from '../src/ui/dialogs';
import { StaffingDialogs } from '../src/ui/open-staffing';
import { fetchParts } from '../src/ui/parts';
import { fetchEnglish } from '../src/text';
import { create } from '../src/wire/codec';
import { changeOfShift, handedOver, hour, overDays, rosterFrom } from './fake/staffing';
import { firstHalfHour, type Journal, opening, organisation } from './fake/world';

let root: HTMLElement;
let progress = signal<Progress>({ step: 'idle' });
const submitted: { kind: string; value: Record<string, unknown> }[] = [];

function world(...writes: ((journal: Journal) => void)[]): void {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
  for (const write of [firstHalfHour, ...writes]) write(journal);
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
  world(overDays);
});

afterEach(async () => {
  await act(closeDialog);
  render(null, root);
  vi.restoreAllMocks();
});

const show = (page: preact.ComponentChild) => act(() => render(<>{page}<StaffingDialogs /></>, root));
const text = () => root.textContent ?? '';
const card = (name: string) => [...root.querySelectorAll('article')].find((one) => one.querySelector('h2')?.textContent === name);

async function press(words: string | RegExp, within: Element | undefined = root): Promise<void> {
  const all = [...(within?.querySelectorAll<HTMLElement>('button, a, input[type=radio]') ?? [])];
  const told = (one: HTMLElement) => (one instanceof HTMLInputElement ? one.parentElement : one)?.textContent ?? '';
  const found = all.find((one) => (typeof words === 'string' ? told(one).includes(words) : words.test(told(one))));
  if (!found) throw new Error(`no button «${words}» among ${all.map(told).join(' | ')}`);
  await act(() => found.click());
}

async function fill(name: string, value: string): Promise<void> {
  const field = root.querySelector(`dialog #field-${name}`) as HTMLInputElement;
  await act(() => {
    field.value = value;
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  });
}

const submit = () => act(() => root.querySelector<HTMLElement>('dialog button[type=submit]')?.click());

async function refuse(words: string): Promise<void> {
  await act(() => {
    const rejection = create(RejectionSchema, { breaches: [{ rule: 'R64', message: { sv: words }, whatNow: { sv: 'Välj någon annan.' } }] });
    progress.value = { step: 'rejected', rejection };
  });
}

describe('the page of relief', () => {
  it('tells who relieves whom, how long it lasts, and who departs from the limits', async () => {
    await show(<Relief />);
    const chief = card('Stabschef');
    expect(chief?.textContent).toContain('Bemannad till 8 apr. 13:58 (om 23 h 00 min)');
    expect(chief?.textContent).toContain('Räknat på dem som har sagt ja: till 8 apr. 06:28');
    const rows = [...(chief?.querySelectorAll('.shift') ?? [])].map((one) => one.textContent ?? '');
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatch(/^14:58–22:58 NuStabschef 1 Tjänstgör/);
    expect(rows[2]).toContain('Inte svarat än');
    expect(rows[3]).toContain('Ingen har passet');
    expect(rows[3]).toContain('Kan inte: Stabschef 4');
    expect(rows[4]).toContain('Avsteg från gränserna: Ingen annan är utvilad');
    expect(chief?.querySelector('svg[role=img]')?.getAttribute('aria-label')).toBe(
      'Stabschef, tre dygn framåt: 1 av 1 till 8 apr. 13:58, 0 av 1 till 8 apr. 20:58, 1 av 1 till 9 apr. 12:28, 0 av 1 till 10 apr. 14:58');
    expect(card('Läge')?.textContent).toContain('Någon saknas nu');
    expect(card('Läge')?.textContent).toContain('Ingen plan är gjord');
  });

  it('says so when nothing is planned', async () => {
    image.value = { ...emptyImage(), workspace: 'skarpt' };
    await show(<Relief />);
    expect(text()).toContain('Ingen avlösning är planerad.');
  });

  it('proposes, and shows a refusal as the server words it', async () => {
    await show(<Relief />);
    await press('Föreslå avlösning', card('Läge'));
    await submit();
    expect(submitted).toEqual([{ kind: 'proposeRelief', value: { workspace: 'skarpt', incident: 'incident-1', position: 'SITUATION' } }]);
    await refuse('Personen vilar då.');
    expect(root.querySelector('.refusal')?.textContent).toContain('Personen vilar då.');
    expect(root.querySelector('.refusal')?.textContent).toContain('Regel R64');
  });

  it('tells the way out of several reasons of one rule once', async () => {
    await show(<Relief />);
    await press('Föreslå avlösning', card('Läge'));
    await submit();
    await act(() => {
      const same = { rule: 'R64', field: 'person', whoMay: { sv: 'Stabschefen' }, whatNow: { sv: 'Vänd dig till den som får: Stabschefen' } };
      const rejection = create(RejectionSchema, { breaches: [{ ...same, message: { sv: 'Dubbelt pass' } }, { ...same, message: { sv: 'För kort vila' } }] });
      progress.value = { step: 'rejected', rejection };
    });
    expect(root.querySelector('.refusal .breaches')?.textContent).toBe(
      'Dubbelt passFör kort vilaGör så härVänd dig till den som får: StabschefenRegel R64');
  });

  it('puts somebody on a shift, keeping its times to the second, with a reason to depart from the limits', async () => {
    await show(<Relief />);
    await press('Ändra', card('Stabschef')?.querySelectorAll('.shift')[3]);
    expect([...root.querySelectorAll('#field-person option')].slice(0, 4).map((one) => one.textContent)).toEqual([
      'Stabschef 1', 'Stabschef 2', 'Stabschef 3', 'Stabschef 4']);
    await fill('person', 'chief_of_staff-3');
    await fill('until', '2017-04-08T20:00');
    await fill('overrideReason', 'Ingen annan finns');
    await submit();
    const shift = image.value?.reliefPlans[0]?.shifts[3];
    expect(submitted[0]).toEqual({ kind: 'assignShift', value: {
      workspace: 'skarpt', plan: 'relief-1', shift: 'relief-1-4', person: 'chief_of_staff-3',
      from: shift?.from, until: stamp(Date.UTC(2017, 3, 8, 18)), overrideReason: 'Ingen annan finns',
    } });
  });

  it('enters an answer for somebody, and takes somebody off', async () => {
    await show(<Relief />);
    await press('Ändra', card('Stabschef')?.querySelectorAll('.shift')[2]);
    await press('Skriv in svar', root.querySelector('dialog') ?? undefined);
    await fill('available', 'no');
    await submit();
    expect(submitted[0]).toMatchObject({ kind: 'answerShift', value: { shift: 'relief-1-3', person: 'chief_of_staff-3', available: false } });
    await press('Ta bort från passet', root.querySelector('dialog') ?? undefined);
    await submit();
    expect(submitted).toHaveLength(1);
    expect(text()).toContain('Det saknas något');
    await fill('reason', 'Sjuk');
    await submit();
    expect(submitted[1]).toMatchObject({ kind: 'clearShift', value: { shift: 'relief-1-3', reason: 'Sjuk' } });
  });

  it('lets the one who is asked answer, from the call-out board too', async () => {
    signIn('chief_of_staff-3');
    fetchParts('/inkallning');
    await vi.waitFor(async () => {
      await show(<Callouts />);
      expect(text()).toContain('Du är tillfrågad om ett pass');
    });
    await press(/^ Jag kan:/);
    expect(submitted[0]).toEqual({ kind: 'answerShift', value: { workspace: 'skarpt', shift: 'relief-1-3', available: true } });
    await press(/^ Jag kan inte/);
    await fill('reason', 'Vård av barn');
    await submit();
    expect(submitted[1]).toMatchObject({ kind: 'answerShift', value: { shift: 'relief-1-3', available: false, reason: 'Vård av barn' } });
  });

  it('asks for the handover, and lets whoever leaves write it', async () => {
    world(overDays, changeOfShift);
    await show(<Relief />);
    expect(card('Stabschef')?.textContent).toContain('Ska lämna över till Stabschef 2');
    expect(text()).not.toContain('Skriv överlämningen');
    signIn('chief_of_staff-1');
    await show(<Relief />);
    expect(text()).toContain('Du ska lämna över');
    await press('Skriv överlämningen');
    await fill('picture', 'Två kvarter är avspärrade.');
    await fill('promises', 'Läget till länsstyrelsen kl. 21');
    await submit();
    expect(submitted[0]).toMatchObject({ kind: 'writeHandover', value: {
      shift: 'relief-1-1', incoming: 'chief_of_staff-2',
      note: { picture: 'Två kvarter är avspärrade.', promises: 'Läget till länsstyrelsen kl. 21', contacts: '' },
    } });
  });

  it('shows what is written until whoever comes has signed, and that both have', async () => {
    world(overDays, changeOfShift, handedOver);
    signIn('chief_of_staff-2');
    await show(<Relief />);
    expect(card('Stabschef')?.textContent).toContain('Skriven 22:28, väntar på att Stabschef 2 undertecknar');
    const mine = root.querySelector('.my-call');
    expect(mine?.textContent).toContain('Läget till länsstyrelsen kl. 21');
    await press(/^ Underteckna$/);
    expect(submitted[0]).toEqual({ kind: 'signHandover', value: { workspace: 'skarpt', handover: 'handover-1' } });
    world(overDays, changeOfShift, handedOver, (journal) => journal.wait(3600));
    await show(<Relief />);
    expect(card('Stabschef')?.querySelector('.shift')?.textContent).toMatch(/Stabschef 1 Passet är slut Skriven 22:28/);
    world(overDays, changeOfShift, handedOver, (journal) => journal.add({ case: 'handoverSigned', value: { handover: 'handover-1' } }));
    await show(<Relief />);
    expect(card('Stabschef')?.textContent).toContain('Överlämnat till Stabschef 2, undertecknat av båda 22:28');
    expect(text()).not.toContain('Du tar över');
  });

  it('speaks English', async () => {
    language.value = 'en';
    await fetchEnglish();
    await show(<Relief />);
    expect(card('Chief of staff')?.textContent).toContain('Staffed until 8 Apr 13:58 (in 23 h 00 min)');
  });
});

describe('the call-out board', () => {
  it('tells how long each position lasts, and the way to its relief', async () => {
    fetchParts('/inkallning');
    await vi.waitFor(async () => {
      await show(<Callouts />);
      expect(text()).toContain('Bemannad till 8 apr. 13:58');
    });
    expect(root.querySelector('.position-relief a')?.getAttribute('data-on')).toBe('relief-1');
  });

  it('takes in who said yes when the place was filled, sends word, and recalls', async () => {
    await show(<Callouts />);
    await press('Ta emot: Stabschef 3');
    await submit();
    await press('Skicka besked');
    await fill('kind', '4');
    await submit();
    expect(text()).toContain('Det saknas något');
    await fill('text', 'Samling vid porten');
    await fill('audience', '2');
    await submit();
    await press('Återkalla larmet');
    await fill('reason', 'Falskt larm');
    await submit();
    expect(submitted).toEqual([
      { kind: 'takeIn', value: { workspace: 'skarpt', callout: 'callout-1', person: 'chief_of_staff-3' } },
      { kind: 'sendWord', value: { workspace: 'skarpt', callout: 'callout-1', kind: 4, audience: 2, text: 'Samling vid porten' } },
      { kind: 'recallCallout', value: { callout: 'callout-1', workspace: 'skarpt', reason: 'Falskt larm' } },
    ]);
  });

  it('says why a call-out was recalled', async () => {
    world(overDays, (journal) => {
      journal.add({ case: 'calloutRecalled', value: { callout: 'callout-1', reason: 'Falskt larm' } });
      journal.add({ case: 'calloutEnded', value: { callout: 'callout-1', reason: 'Falskt larm' } });
    });
    await show(<Callouts />);
    expect(text()).toContain('Återkallad: Falskt larm');
    expect(root.querySelector('.callout-incident .tag')?.textContent).toBe('Återkallad');
    expect(text()).not.toContain('Personalbrist');
    expect(text()).not.toContain('saknas');
    expect(text()).not.toContain('Skicka besked');
  });
});

describe('the page of duty', () => {
  it('says who is on duty, until when, who is next, and where nobody is', async () => {
    await show(<Duties />);
    const officer = card('Tjänsteman i beredskap');
    expect(officer?.textContent).toContain('Alltid bemannad');
    expect(officer?.textContent).toContain('TiB 1till 20:00 (om');
    expect(officer?.textContent).toContain('TiB 220:00–9 apr. 08:00');
    expect(officer?.textContent).toContain('Ingen från 9 apr. 08:00 till 10 apr. 08:00');
    expect(officer?.textContent).toContain('Ingen planerad från 16 apr. 08:00');
    expect(text()).toContain('Alla som kan ha funktionen underrättas.');
    expect(root.querySelector('.no-roster')?.textContent).toContain('Stabschef 1, Stabschef 2');
  });

  it('says that nobody is on duty, and lets somebody take over now', async () => {
    setClock(rosterFrom + 80 * hour, 1);
    await show(<Duties />);
    expect(text()).toContain('Ingen har jouren nu');
    await press('Ta över nu');
    await fill('person', 'two-roles');
    await fill('until', '2017-04-10T06:00');
    await submit();
    expect(submitted).toEqual([{ kind: 'takeOverDuty', value: {
      workspace: 'skarpt', function: 'tib', person: 'two-roles', until: stamp(Date.UTC(2017, 3, 10, 4)), reason: '',
    } }]);
    await refuse('Du är inte en av dem som kan ha jouren');
    expect(text()).toContain('Du är inte en av dem som kan ha jouren');
  });

  it('staffs a gap', async () => {
    await show(<Duties />);
    await press('Bemanna luckan');
    expect((root.querySelector('#field-from') as HTMLInputElement).value).toBe('2017-04-09T08:00');
    await fill('reason', 'Någon måste');
    await submit();
    expect(submitted[0]).toEqual({ kind: 'overrideDuty', value: {
      workspace: 'skarpt', function: 'tib', person: 'tib-1', from: stamp(Date.UTC(2017, 3, 9, 6)), until: stamp(Date.UTC(2017, 3, 10, 6)),
      reason: 'Någon måste',
    } });
  });

  it('asks whoever would take a shift in a swap, and nobody else', async () => {
    await show(<Duties />);
    expect(text()).toContain('TiB 2 vill ge ett pass till TiB 1');
    await press('Godta bytet');
    signIn('two-roles');
    await show(<Duties />);
    expect(text()).not.toContain('Godta bytet');
    await press('Ta tillbaka');
    expect(submitted.map((one) => one.value)).toEqual([
      { workspace: 'skarpt', swap: 'swap-1', accept: true }, { workspace: 'skarpt', swap: 'swap-1', accept: false }]);
  });

  it('lists who is not called, ends an absence and notes one', async () => {
    await show(<Duties />);
    expect(text()).toContain('Läge 4, vilar till 20:58');
    expect(text()).toContain('Nattpass · anmält av TiB 1');
    await press('Kan kallas igen');
    await submit();
    await press('Anmäl frånvaro');
    await fill('kind', '2');
    await submit();
    expect(submitted).toEqual([
      { kind: 'endAbsence', value: { workspace: 'skarpt', person: 'situation-4', reason: '' } },
      { kind: 'noteAbsence', value: { workspace: 'skarpt', person: 'tib-1', kind: 2, until: undefined, reason: '' } },
    ]);
  });
});
