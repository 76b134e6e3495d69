// @vitest-environment happy-dom
// Signing in with a passkey and signing a decision, as a person meets them when something stands in the way.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { type Command, AcceptedSchema, AssertionSchema, RejectionSchema } from '../src/gen/ckl/v1/command_pb';
import { MatterKind } from '../src/gen/ckl/v1/governance_pb';
import { Mode } from '../src/gen/ckl/v1/model_pb';
import { WhoAmIResponseSchema } from '../src/gen/ckl/v1/services/access_pb';
import { PrepareDecisionResponseSchema } from '../src/gen/ckl/v1/services/passkey_pb';
import type { Progress } from '../src/net/commands';
import * as passkeys from '../src/net/passkeys';
import { Declare } from '../src/pages/declare';
import { SignIn } from '../src/pages/signin';
import { setClock } from '../src/state/clock';
import { language } from '../src/state/prefs';
import { commands, contact, image, session, who } from '../src/state/store';
import { closeDialog, openDialog } from '../src/ui/dialogs';
import { DecisionDialogs } from '../src/ui/open-decision';
import { create } from '../src/wire/codec';
import { underTheLaw } from './fake/law';
import { declared, firstHalfHour, type Journal, opening, organisation } from './fake/world';

vi.mock('../src/net/passkeys', async (original) => ({
  ...(await original<typeof passkeys>()),
  prepareDecision: vi.fn(),
  beginSignIn: vi.fn(),
  signIn: vi.fn(),
  assert: vi.fn(),
}));
const { prepareDecision, beginSignIn, signIn, assert } = vi.mocked(passkeys);

let root: HTMLElement;
let progress = signal<Progress>({ step: 'idle' });
const plain: { kind: string; value: Record<string, unknown> }[] = [];
const dispatched: Command[] = [];

const challenge = new Uint8Array([7]);
const assertion = create(AssertionSchema, { key: new Uint8Array([1]), signature: new Uint8Array([2]) });
const rejection = (rule: string, field = '') =>
  create(RejectionSchema, { code: 3, breaches: [{ rule, field, message: { sv: `Serverns ord om ${rule}` }, whatNow: { sv: 'Gör så.' } }] });
const refused = (rule: string) => ({ ok: false as const, failure: { kind: 'refused' as const, rejection: rejection(rule) } });
const shown = (text: string) => ({
  ok: true as const,
  value: create(PrepareDecisionResponseSchema, {
    text, challenge, site: 'localhost', logSize: 9n, nonce: new Uint8Array([5]), logHead: new Uint8Array([6]),
  }),
});

function world(write: (journal: Journal) => void): void {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
  write(journal);
  const now = emptyImage();
  for (const entry of journal.entries) evolve(now, entry);
  image.value = now;
  setClock(journal.time, 1);
}

const lawful = (journal: Journal): void => [firstHalfHour, declared, underTheLaw].forEach((write) => write(journal));

function signedIn(person: string, keys: number): void {
  who.value = create(WhoAmIResponseSchema, {
    person: organisation.persons.find((one) => one.id === person),
    mandates: organisation.mandates.filter((one) => one.person === person),
    passkeys: keys,
  });
}

beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
  sessionStorage.clear();
  language.value = 'sv';
  contact.value = 'live';
  session.value = 'in';
  plain.length = dispatched.length = 0;
  progress = signal<Progress>({ step: 'idle' });
  const sent = () => {
    progress.value = { step: 'sending', resent: false };
    return { id: 'web-1', progress, again: () => {} };
  };
  vi.spyOn(commands, 'submit').mockImplementation(((kind: string, value: Record<string, unknown>) => {
    plain.push({ kind, value });
    return sent();
  }) as never);
  vi.spyOn(commands, 'dispatch').mockImplementation(((command: Command) => {
    dispatched.push(command);
    return sent();
  }) as never);
  prepareDecision.mockReset().mockResolvedValue(shown('Beslutet, ord för ord.'));
  assert.mockReset().mockResolvedValue({ ok: true, value: assertion });
  signedIn('kn-ordf', 2);
});

afterEach(() => {
  render(null, root);
  closeDialog();
  vi.restoreAllMocks();
});

const show = (page: preact.ComponentChild) => act(() => render(page, root));
const text = () => root.textContent ?? '';
const settle = (next: Progress) => act(async () => void (progress.value = next));

async function press(words: string): Promise<void> {
  const all = [...root.querySelectorAll<HTMLElement>('button')];
  const found = all.find((one) => one.textContent?.includes(words));
  if (!found) throw new Error(`no button «${words}» among ${all.map((one) => one.textContent).join(' | ')}`);
  await act(async () => found.click());
  await vi.waitFor(() => expect(root.querySelector('.spinner') && progress.value.step !== 'sending').toBeFalsy());
}

async function write(name: string, words: string): Promise<void> {
  const field = root.querySelector<HTMLTextAreaElement>(`[name=${name}]`);
  if (!field) throw new Error(`no field ${name}`);
  await act(() => {
    field.value = words;
    field.dispatchEvent(new Event(field.matches('select') ? 'change' : 'input', { bubbles: true }));
  });
}

async function tick(id: string): Promise<void> {
  await act(() => root.querySelector<HTMLInputElement>(`#${id}`)?.click());
}

const grounds = async () => {
  for (const name of ['departsFromNormal', 'seriousDisturbance', 'urgentAction']) await write(name, 'Skäl.');
};

async function review(): Promise<void> {
  world(firstHalfHour);
  await show(<Declare />);
  await grounds();
  await press('Granska');
}

describe('a declaration with a passkey', () => {
  it('is laid out with the very command that is sent', async () => {
    await review();
    expect(root.querySelector('#decision-text')?.textContent).toBe('Beslutet, ord för ord.');
    expect(dispatched).toHaveLength(0);
    await press('Signera med passkey');
    const laidOut = prepareDecision.mock.calls[0]?.[0].command as Command;
    expect(assert.mock.calls[0]?.[0]).toMatchObject({ challenge, site: 'localhost' });
    expect(dispatched[0]?.command).toEqual(laidOut.command);
    expect(dispatched[0]?.signature).toMatchObject({ logSize: 9n, nonce: new Uint8Array([5]), logHead: new Uint8Array([6]), assertion });
    expect(plain).toEqual([]);
  });

  it('is refused as any other when it is laid out, and what was written stays', async () => {
    prepareDecision.mockResolvedValue(refused('T04'));
    await review();
    expect(root.querySelector('.refusal')?.textContent).toContain('Serverns ord om T04');
    expect(root.querySelector<HTMLTextAreaElement>('[name=urgentAction]')?.value).toBe('Skäl.');
  });

  it('asks in which capacity, and lays it out again in that one', async () => {
    const which = create(RejectionSchema, { breaches: [{ rule: 'R27', field: 'capacity', message: { sv: 'KN_CHAIR, KN_VICE_CHAIR' } }] });
    prepareDecision.mockResolvedValueOnce({ ok: false, failure: { kind: 'refused', rejection: which } });
    await review();
    await press('Ordförande i krisledningsnämnden');
    expect((prepareDecision.mock.calls[1]?.[0].command as Command).command.value).toMatchObject({ capacity: 'KN_CHAIR' });
    expect(root.querySelector('#decision-sign')).not.toBeNull();
  });

  const refusals = {
    SIGNATURE_TEXT_CHANGED: 'Inget beslut är fattat. Läget har ändrats sedan du granskade: granska igen.',
    SIGNATURE_EXPIRED: 'Inget beslut är fattat. Tiden att underteckna har gått ut: granska igen.',
    SIGNATURE_REFUSED: 'Inget beslut är fattat. Underskriften godtogs inte.',
    T04: 'Inget beslut är fattat.',
  };
  for (const [rule, words] of Object.entries(refusals)) {
    it(`that is refused by ${rule} is reviewed again, under another id`, async () => {
      await review();
      await press('Signera med passkey');
      await settle({ step: 'rejected', rejection: rejection(rule) });
      expect(root.querySelector('#decision-lead')?.textContent?.trim()).toBe(words);
      expect(text()).toContain(`Serverns ord om ${rule}`);
      prepareDecision.mockResolvedValue(shown('Beslutet, som det nu är.'));
      await press('Granska igen');
      const ids = prepareDecision.mock.calls.map(([{ command }]) => (command as Command).command.value?.commandId);
      expect(new Set(ids).size).toBe(2);
      expect(root.querySelector('#decision-text')?.textContent).toBe('Beslutet, som det nu är.');
    });
  }

  it('is not made when the signing is stopped', async () => {
    assert.mockResolvedValue({ ok: false, balk: 'stopped' });
    await review();
    await press('Signera med passkey');
    expect(text()).toContain('Inget beslut är fattat.');
    expect(text()).toContain('Ingen nyckel användes.');
    await press('Använd en annan nyckel');
    expect(assert.mock.calls.map(([, apart]) => apart ?? false)).toEqual([false, true]);
    expect(dispatched).toEqual([]);
  });

  it('is neither signed nor sent without contact, and the oral way is shown', async () => {
    await review();
    await act(() => {
      contact.value = 'lost';
    });
    expect(text()).toContain('Ingen kontakt. Inget är skickat.');
    expect(text()).toContain('Ordföranden ringer registratorn');
    await press('Signera med passkey');
    expect(assert).not.toHaveBeenCalled();
    expect(dispatched).toEqual([]);
  });

  it('says that it is not sent when the server can not be reached to lay it out', async () => {
    prepareDecision.mockResolvedValue({ ok: false, failure: { kind: 'unreachable' } });
    await review();
    expect(text()).toContain('Inte skickat');
    expect(text()).toContain('Ett vittne lyssnar med.');
  });

  it('has the person sign in again when the session is out', async () => {
    prepareDecision.mockResolvedValue({ ok: false, failure: { kind: 'signed-out' } });
    await review();
    expect(session.value).toBe('out');
  });

  it('has a receipt with the words and the signature, and without a passkey one that says so', async () => {
    const accepted = create(AcceptedSchema, { firstSequence: 7n, lastSequence: 9n, time: { seconds: 1_491_577_200n } });
    await review();
    await press('Signera med passkey');
    await settle({ step: 'accepted', accepted });
    expect(root.querySelector('.receipt-number')?.textContent).toBe('Post 7–9 i journalen');
    expect(root.querySelector('#decision-text')?.textContent).toBe('Beslutet, ord för ord.');
    expect(text()).toContain('Underskriven med passkey');
    render(null, root);
    signedIn('kn-ordf', 0);
    progress = signal<Progress>({ step: 'idle' });
    await review();
    await press('Förklara extraordinär händelse');
    await settle({ step: 'accepted', accepted });
    expect(text()).toContain('Utan underskrift');
    expect(plain).toHaveLength(1);
  });
});

describe('an oral decision', () => {
  it('is entered by whoever heard it, with a witness and read back', async () => {
    signedIn('records-1', 0);
    world(firstHalfHour);
    await show(<Declare />);
    await grounds();
    await tick('field-oral');
    await press('Granska');
    expect(root.querySelector('.refusal')?.textContent).toContain('Ordalydelsen är uppläst');
    await write('witness', 'chief_of_staff-1');
    await write('wording', 'Jag förklarar.');
    await tick('field-readBack');
    await press('Granska');
    await press('Förklara extraordinär händelse');
    expect(plain[0]?.value['oral']).toMatchObject(
      { speaker: 'kn-ordf', witness: 'chief_of_staff-1', wording: 'Jag förklarar.', readBack: true, heardVia: 'telefon' });
  });

  it('is not for the chair to enter', async () => {
    world(firstHalfHour);
    await show(<Declare />);
    expect(root.querySelector('#field-oral')).toBeNull();
  });

  it('is confirmed by who made it, and disputed with a reason', async () => {
    world(lawful);
    openDialog({ kind: 'decide-confirm', oral: 'oral-2' });
    await show(<DecisionDialogs />);
    expect(text()).toContain('Stäng skolorna i innerstaden i morgon');
    await press('Granska');
    await press('Signera med passkey');
    expect(dispatched[0]?.command).toMatchObject({ case: 'confirmOralDecision', value: { oral: 'oral-2', workspace: 'skarpt' } });
    closeDialog();
    openDialog({ kind: 'decide-dispute', oral: 'oral-2' });
    await show(<DecisionDialogs />);
    await press('Bestrid');
    expect(plain).toEqual([]);
    await write('reason', 'Sades aldrig.');
    await press('Bestrid');
    expect(plain[0]).toMatchObject({ kind: 'disputeOralDecision', value: { oral: 'oral-2', reason: 'Sades aldrig.' } });
  });
});

describe('the chair alone', () => {
  beforeEach(() => {
    signedIn('kn-ordf', 0);
    world(lawful);
  });

  const fill = async (...names: string[]) => {
    for (const name of names) await write(name, `Om ${name}`);
  };

  it('takes over parts of an area', async () => {
    openDialog({ kind: 'decide-alone', matter: MatterKind.TAKEOVER });
    await show(<DecisionDialogs />);
    await press('Besluta ensam');
    expect(root.querySelectorAll('.refusal li')).toHaveLength(7);
    await fill('title', 'text', 'urgencyReason', 'necessity');
    await write('parts', 'Hemtjänst\n\n Krisstöd ');
    await write('unit', 'sdn-norrmalm');
    await write('review', '2017-04-14T12:00');
    await press('Besluta ensam');
    expect(plain[0]).toMatchObject({ kind: 'decideAlone', value: {
      incident: 'incident-1',
      urgencyReason: 'Om urgencyReason',
      matter: {
        kind: MatterKind.TAKEOVER,
        necessity: 'Om necessity',
        scope: { unit: 'sdn-norrmalm', whole: false, parts: ['Hemtjänst', 'Krisstöd'] },
        review: { seconds: 1492164000n },
      },
    } });
  });

  it('returns what was taken over, with what the committee needs to know', async () => {
    openDialog({ kind: 'decide-alone', matter: MatterKind.HAND_BACK });
    await show(<DecisionDialogs />);
    await fill('title', 'text', 'urgencyReason', 'costs');
    await press('Besluta ensam');
    expect(plain[0]?.value).toMatchObject({
      matter: { kind: MatterKind.HAND_BACK, takeover: 'takeover-1' },
      handback: { costs: 'Om costs', openDecisions: '' },
    });
  });

  it('assesses that an event is not extraordinary', async () => {
    openDialog({ kind: 'decide-not', incident: 'incident-2' });
    await show(<DecisionDialogs />);
    await write('reason', 'Räcker.');
    await press('Bedöm: inte extraordinär');
    expect(plain[0]).toMatchObject({ kind: 'assessNotExtraordinary', value: { incident: 'incident-2', reason: 'Räcker.' } });
  });
});

describe('signing in with a passkey', () => {
  const onSignedIn = vi.fn();
  beforeEach(async () => {
    onSignedIn.mockReset();
    beginSignIn.mockReset().mockResolvedValue({ ok: true, value: { challenge, site: 'localhost' } as never });
    signIn.mockReset().mockResolvedValue({ ok: true, value: {} as never });
    await show(<SignIn onSignedIn={onSignedIn} />);
  });

  it('takes one press', async () => {
    await act(() => root.querySelector<HTMLElement>('#passkey-sign-in')?.click());
    await vi.waitFor(() => expect(signIn).toHaveBeenCalled());
    expect(signIn.mock.calls[0]?.[0]).toEqual({ assertion });
    await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  });

  const told: [string, string, () => void][] = [
    ['cancelled, none found or not recognised', 'Kände enheten inte igen dig?', () => assert.mockResolvedValue({ ok: false, balk: 'stopped' })],
    ['at another address', 'Öppna sidan på den adress', () => assert.mockResolvedValue({ ok: false, balk: 'elsewhere' })],
    ['by a browser without passkeys', 'Webbläsaren kan inte använda passkeys här.', () => assert.mockResolvedValue({ ok: false, balk: 'unable' })],
    ['with a key that the server does not know', 'Servern känner inte igen nyckeln', () => signIn.mockResolvedValue({ ok: false, failure: { kind: 'signed-out' } })],
    ['to a server without passkeys', 'Serverns ord om PASSKEY_NONE_HERE', () => beginSignIn.mockResolvedValue(refused('PASSKEY_NONE_HERE'))],
    ['for the server\u2019s own reasons', 'Serverns ord om PASSKEY_UNVERIFIED', () => signIn.mockResolvedValue(refused('PASSKEY_UNVERIFIED'))],
    ['too often', 'För många försök.', () => beginSignIn.mockResolvedValue({ ok: false, failure: { kind: 'busy' } })],
    ['without contact', 'Servern svarar inte.', () => beginSignIn.mockResolvedValue({ ok: false, failure: { kind: 'unreachable' } })],
  ];
  for (const [how, words, arrange] of told) {
    it(`says what to do: ${how}`, async () => {
      arrange();
      await press('Logga in med passkey');
      expect(text()).toContain(words);
      await vi.waitFor(() => expect(document.activeElement?.className).toBe('trouble'));
      expect(onSignedIn).not.toHaveBeenCalled();
      expect(root.querySelector('details')?.open).toBe(how.includes('without passkeys'));
    });
  }
});
