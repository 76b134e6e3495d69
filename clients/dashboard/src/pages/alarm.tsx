// The alarm: three taps from a phone at 03:00 to people being called, and then the certainty of who has got it.
//
// Nothing is ever queued here. Without contact the page says so at once and shows numbers to call.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { EscalationLevel, IncidentKind, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { workspaceNow } from '../state/clock';
import { defaultPlan, openIncidents, planNumbers, recentTwin } from '../state/derive';
import { hrefOf } from '../state/router';
import { contact, image } from '../state/store';
import { ms } from '../state/time';
import { say, t } from '../text';
import { channelName, nameOf } from '../text/tell';
import { agoWords, At } from '../ui/countdown';
import { forgetDraft, useDraft } from '../ui/draft';
import { Field, ProgressLine, Refusal, useCommand } from '../ui/form';
import { Icon, KindIcon, LevelShape } from '../ui/icons';
import { PhoneNumbers } from '../ui/phone-numbers';
import { Receipt } from './alarm-receipt';

const kinds = [
  IncidentKind.VIOLENCE,
  IncidentKind.ACCIDENT,
  IncidentKind.SUPPLY,
  IncidentKind.DIGITAL,
  IncidentKind.WEATHER,
  IncidentKind.HEALTH,
  IncidentKind.OTHER,
];
const levels = [EscalationLevel.DISTURBANCE, EscalationLevel.SERIOUS];
const twinWithinMs = 5 * 60_000;
const drafts = ['alarm.headline', 'alarm.place', 'alarm.text'];

export function Alarm() {
  const kind = useSignal<IncidentKind | undefined>(undefined);
  const level = useSignal<EscalationLevel | undefined>(undefined);
  const calledOut = useSignal(true);
  const command = useCommand('reportIncident');
  const headline = useDraft('alarm.headline');
  const place = useDraft('alarm.place');
  const text = useDraft('alarm.text');
  const heading = useRef<HTMLHeadingElement>(null);
  const now = image.value;
  const { progress } = command;
  // An alarm that may have left is not told as one that can't be sent.
  const underWay = progress.step === 'sending' || progress.step === 'unknown';

  const step = kind.value === undefined ? 1 : level.value === undefined ? 2 : 3;
  useEffect(() => {
    if (step > 1) heading.current?.focus();
  }, [step]);
  useDigits(step, (digit) => {
    if (step === 1 && kinds[digit - 1]) kind.value = kinds[digit - 1];
    if (step === 2 && levels[digit - 1]) level.value = levels[digit - 1];
  });

  function send(callOut: boolean): void {
    if (!now || kind.value === undefined || level.value === undefined) return;
    if (progress.step === 'sending') return;
    calledOut.value = callOut;
    command.send({
      workspace: now.workspace,
      kind: kind.value,
      level: level.value,
      headline: headline.value.trim(),
      place: place.value.trim(),
      text: text.value.trim(),
      callOut,
      plan: callOut ? (defaultPlan(now)?.id ?? '') : '',
    });
  }

  function startOver(): void {
    command.reset();
    for (const draft of [headline, place, text]) draft.value = '';
    forgetDraft(...drafts);
    kind.value = undefined;
    level.value = undefined;
  }

  if (progress.step === 'accepted') {
    return (
      <Receipt accepted={progress.accepted} calledOut={calledOut.value} onNew={startOver} />
    );
  }
  return (
    <div class="alarm">
      {contact.value === 'lost' && !underWay && <Offline />}
      <h1 ref={heading} tabIndex={-1}>
        {step === 1 ? t().alarm.kind : step === 2 ? t().alarm.level : t().alarm.title}
        <span class="step-count">{t().alarm.step(step)}</span>
      </h1>
      {step === 1 && (
        <div class="tiles">
          {kinds.map((one) => (
            <button
              type="button"
              class="tile"
              key={one}
              onClick={() => {
                kind.value = one;
              }}
            >
              <KindIcon kind={one} />
              <span>{t().kind[one]}</span>
            </button>
          ))}
        </div>
      )}
      {step > 1 && (
        <Chosen
          icon={<KindIcon kind={kind.value ?? 0} />}
          words={t().kind[kind.value ?? 0] ?? ''}
          onChange={() => {
            kind.value = undefined;
            level.value = undefined;
          }}
        />
      )}
      {step === 2 && (
        <div class="levels">
          {levels.map((one) => (
            <button
              type="button"
              class={`level-button level-${one}`}
              key={one}
              onClick={() => {
                level.value = one;
              }}
            >
              <LevelShape level={one} big />
              <span>
                <strong>{t().level[one]}</strong>
                <span>{t().levelHint[one]}</span>
              </span>
            </button>
          ))}
        </div>
      )}
      {step === 3 && level.value !== undefined && (
        <>
          <Chosen
            icon={<LevelShape level={level.value} />}
            words={t().level[level.value] ?? ''}
            onChange={() => {
              level.value = undefined;
            }}
          />
          <Refusal progress={progress} />
          {progress.step === 'unknown' ? (
            <Unknown now={now} again={command.again} />
          ) : now ? (
            <SendBlock now={now} kind={kind.value ?? 0} busy={progress.step === 'sending'} onSend={send} />
          ) : (
            <p role="status">{t().common.loading}</p>
          )}
          {progress.step !== 'unknown' && <ProgressLine progress={progress} />}
          {progress.step === 'not-sent' && contact.value !== 'lost' && <Offline />}
          <details class="alarm-more">
            <summary>{t().alarm.more}</summary>
            <Field name="headline" label={t().alarm.headline} optional value={headline.value} onInput={set(headline)} />
            <Field name="place" label={t().alarm.place} optional value={place.value} onInput={set(place)} />
            <Field name="text" label={t().alarm.text} optional rows={3} value={text.value} onInput={set(text)} />
          </details>
        </>
      )}
      {contact.value !== 'lost' && (
        <details class="call-instead">
          <summary>{t().alarm.callInstead}</summary>
          <PhoneNumbers />
        </details>
      )}
    </div>
  );
}

const set = (draft: { value: string }) => (value: string) => {
  draft.value = value;
};

/** Digits choose in the first two steps, for those who sit at a keyboard. */
function useDigits(step: number, choose: (digit: number) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (step > 2 || event.ctrlKey || event.metaKey || event.altKey) return;
      const digit = Number(event.key);
      if (Number.isInteger(digit) && digit > 0) choose(digit);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [step]);
}

interface ChosenProps {
  icon: preact.ComponentChildren;
  words: string;
  onChange: () => void;
}

function Chosen({ icon, words, onChange }: ChosenProps) {
  return (
    <p class="chosen-line">
      {icon}
      <strong>{words}</strong>
      <button type="button" class="quiet-button" onClick={onChange}>
        {t().alarm.change}
        <span class="sr-only">: {words}</span>
      </button>
    </p>
  );
}

interface SendProps {
  now: WorkspaceImage;
  kind: IncidentKind;
  busy: boolean;
  onSend: (callOut: boolean) => void;
}

function SendBlock({ now, kind, busy, onSend }: SendProps) {
  const plan = defaultPlan(now);
  const numbers = plan && planNumbers(now, plan);
  const twin = recentTwin(now, kind, workspaceNow() ?? 0, twinWithinMs);
  return (
    <div class="send-block">
      {twin && (
        <div class="twin" role="status">
          <p>
            <Icon name="late" />{' '}
            <strong>{t().alarm.twinTitle(nameOf(twin), agoWords(ms(twin.registeredTime) ?? 0))}</strong>
          </p>
          <a class="button" href={hrefOf('/', twin.id)} data-page="/" data-on={twin.id}>
            {t().alarm.twinOpen}
          </a>
        </div>
      )}
      {numbers ? (
        <button type="button" class="alarm-button" aria-disabled={busy} onClick={() => onSend(true)}>
          <Icon name="alarm" />
          <span>
            {twin ? t().alarm.sendAnyway(numbers.first) : t().alarm.send(numbers.first)}
          </span>
        </button>
      ) : (
        <p class="warning">{t().alarm.noPlan}</p>
      )}
      {plan && numbers && (
        <p class="plan-lines">
          <span>{t().alarm.planLine(say(plan.name) || plan.id)}</span>
          <span>{t().alarm.wantedLine(numbers.wanted)}</span>
          {numbers.channels.length > 0 && (
            <span>{t().alarm.channelLine(numbers.channels.map(channelName).join(', '))}</span>
          )}
        </p>
      )}
      <button type="button" class="report-only" aria-disabled={busy} onClick={() => onSend(false)}>
        {t().alarm.reportOnly}
      </button>
    </div>
  );
}

function Offline() {
  return (
    <section class="offline" role="alert">
      <h2>
        <Icon name="broken" /> {t().alarm.offlineTitle}
      </h2>
      <p>{t().alarm.offlineLead}</p>
      <PhoneNumbers />
    </section>
  );
}

/** The answer did not come: what is known is shown, and the person decides. */
function Unknown({ now, again }: { now: WorkspaceImage | undefined; again: () => void }) {
  const open = now ? openIncidents(now) : [];
  return (
    <section class="offline" role="alert">
      <h2>
        <Icon name="late" /> {t().alarm.unknownTitle}
      </h2>
      <p>{t().alarm.unknownLead}</p>
      <button type="button" class="big primary" onClick={again}>
        {t().command.again}
      </button>
      {now && (
        <>
          <h3>{t().alarm.recent}</h3>
          {open.length === 0 && <p>{t().board.noIncidents}</p>}
          <ul class="recent">
            {open.map((incident) => (
              <li key={incident.id}>
                <LevelShape level={incident.level} /> {t().common.number(incident.number)}{' '}
                {nameOf(incident)}, <At time={ms(incident.registeredTime) ?? 0} />
              </li>
            ))}
          </ul>
        </>
      )}
      <PhoneNumbers />
    </section>
  );
}
