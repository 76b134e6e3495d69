// One's own passkeys and where one is signed in: add, revoke, end.
import { signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PasskeySummary, SessionSummary } from '../gen/ckl/v1/services/passkey_pb';
import type { Failure, Outcome } from '../net/connect';
import { endSession, inGroups, listPasskeys, listSessions, revokePasskey } from '../net/passkeys';
import { identify, session } from '../state/store';
import { ms } from '../state/time';
import { t } from '../text';
import { tp } from '../text/passkeys';
import { atWords } from '../ui/countdown';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icons';
import { Loading } from '../ui/loading';
import { failureWords, type Told, Trouble } from '../ui/trouble';
import { AboutPasskeys, MakePasskey } from './make-passkey';

interface Mine {
  keys: PasskeySummary[];
  sessions: SessionSummary[];
}

const mine = signal<Mine | undefined>(undefined);
const told = signal<Told | undefined>(undefined);

/** Somebody who is signed out signs in above; everything else is said here. */
function fail(failure: Failure): void {
  if (failure.kind === 'signed-out') session.value = 'out';
  else told.value = failureWords(failure, { what: tp().trouble.unreachable, now: tp().trouble.unreachableNow });
}

async function load(): Promise<void> {
  const [keys, sessions] = await Promise.all([listPasskeys({}), listSessions({})]);
  if (!keys.ok) return fail(keys.failure);
  if (!sessions.ok) return fail(sessions.failure);
  told.value = undefined;
  mine.value = { keys: keys.value.passkeys, sessions: sessions.value.sessions };
}

/** Does it, and shows what is left. */
async function change(act: () => Promise<Outcome<unknown>>): Promise<void> {
  const done = await act();
  if (!done.ok) return fail(done.failure);
  await load();
  await identify();
}

export function MyKeys() {
  const adding = useSignal(false);
  const revoking = useSignal<PasskeySummary | undefined>(undefined);
  const said = useSignal('');
  const signedIn = session.value === 'in';
  useEffect(() => {
    if (signedIn) void load();
  }, [signedIn]);
  useEffect(() => {
    // An invitation that is opened in this very tab: read from the beginning.
    const again = () => location.hash.startsWith('#cklp_') && location.reload();
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  const words = tp().mine;
  const all = mine.value;
  return (
    <div class="my-keys">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Trouble told={told.value} />
      <p role="status" class="progress">
        {said.value}
      </p>
      {all ? (
        <>
          <Keys keys={all.keys} onRevoke={(key) => (revoking.value = key)} />
          {adding.value ? (
            <section class="card block">
              <h2>{words.add}</h2>
              <AboutPasskeys />
              <MakePasskey
                onCancel={() => (adding.value = false)}
                onMade={() => {
                  adding.value = false;
                  said.value = tp().make.doneLead;
                  void load().then(identify);
                }}
              />
            </section>
          ) : (
            <button type="button" class="primary" onClick={() => (adding.value = true)}>
              {words.add}
            </button>
          )}
          <Sessions sessions={all.sessions} />
        </>
      ) : (
        signedIn && !told.value && <Loading />
      )}
      {revoking.value && <Revoking passkey={revoking.value} onClose={() => (revoking.value = undefined)} />}
    </div>
  );
}

const at = (time: PasskeySummary['added']): string => atWords(ms(time) ?? 0);

function Keys({ keys, onRevoke }: { keys: PasskeySummary[]; onRevoke: (key: PasskeySummary) => void }) {
  const words = tp().mine;
  if (keys.length === 0) return <p class="notice">{words.none}</p>;
  return (
    <>
      {keys.length === 1 && (
        <p class="notice notice-gateway">
          <Icon name="late" /> <span>{words.one}</span>
        </p>
      )}
      <ul class="key-list">
        {keys.map((one) => (
          <li key={one.key} class="card">
            <p>
              <strong>{one.label}</strong>
              <br />
              <span class="quiet">
                {words.added(at(one.added))}, {one.used ? words.used(at(one.used)) : words.unused}
                <br />
                <span class="tabular">{inGroups(one.key.slice(0, 8))}</span>
              </span>
            </p>
            <button type="button" onClick={() => onRevoke(one)}>
              {words.revoke}
              <span class="sr-only">: {one.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Revoking({ passkey, onClose }: { passkey: PasskeySummary; onClose: () => void }) {
  const words = tp().mine;
  const own = mine.value?.sessions.find((one) => one.own)?.key === passkey.key;
  return (
    <Dialog title={words.revokeTitle(passkey.label)} onClose={onClose}>
      <div class="sign-box">
        <p>{words.revokeLead}</p>
        {mine.value?.keys.length === 1 && (
          <p class="notice notice-gateway">
            <Icon name="late" /> <span>{words.revokeLast}</span>
          </p>
        )}
        {own && <p>{words.revokeOwn}</p>}
        <div class="buttons">
          <button
            type="button"
            class="primary"
            onClick={() => {
              onClose();
              void change(() => revokePasskey({ key: passkey.key }));
            }}
          >
            {words.revoke}
          </button>
          <button type="button" onClick={onClose}>
            {t().common.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Sessions({ sessions }: { sessions: SessionSummary[] }) {
  const words = tp().mine;
  const others = sessions.filter((one) => !one.own);
  const end = (some: SessionSummary[]) =>
    change(async () => {
      for (const { id } of some) {
        const ended = await endSession({ id });
        if (!ended.ok) return ended;
      }
      return { ok: true, value: undefined };
    });
  return (
    <section class="my-sessions">
      <h2>{words.sessions}</h2>
      {sessions.length === 0 && <p class="quiet">{words.noSessions}</p>}
      <ul class="key-list">
        {sessions.map((one) => (
          <li key={one.id} class="card">
            <p>
              <strong>{one.browser || words.unnamed}</strong>
              <br />
              <span class="quiet">{words.until(at(one.validTo))}</span>
            </p>
            {one.own ? (
              <span class="tag">
                <Icon name="check" /> {words.own}
              </span>
            ) : (
              <button type="button" onClick={() => void end([one])}>
                {words.end}
                <span class="sr-only">: {one.browser}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <button type="button" onClick={() => void end(others)}>
          {words.endOthers}
        </button>
      )}
    </section>
  );
}
