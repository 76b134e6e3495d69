// The receipt of an alarm: its number and time, how many have got it, who is coming; it stays live.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Accepted } from '../gen/ckl/v1/command_pb';
import { LogKind } from '../gen/ckl/v1/model_pb';
import { incidentOf, reach, staffing } from '../state/derive';
import { hrefOf } from '../state/router';
import { image } from '../state/store';
import { hhmmss, ms } from '../state/time';
import { t } from '../text';
import { nameOf } from '../text/tell';
import { useDraft } from '../ui/draft';
import { CommandForm, Field, useCommand } from '../ui/form';
import { Icon, LevelShape } from '../ui/icons';
import { StaffBar } from '../ui/staff-bar';
import { PositionList } from './callout-people';

interface ReceiptProps {
  accepted: Accepted;
  calledOut: boolean;
  onNew: () => void;
}

export function Receipt({ accepted, calledOut, onNew }: ReceiptProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const now = image.value;
  const words = t().alarm;
  const at = hhmmss(ms(accepted.time) ?? 0);
  const callout = now?.callouts.find(
    (one) => one.incident === accepted.subject || one.id === accepted.subject,
  );
  const incident = incidentOf(now, callout?.incident ?? accepted.subject);
  return (
    <div class="alarm receipt">
      <h1 ref={heading} tabIndex={-1}>
        <Icon name="check" /> <span>{calledOut ? words.receipt(at) : words.receiptReport(at)}</span>
      </h1>
      {incident && (
        <p class="chosen-line">
          <LevelShape level={incident.level} />
          <span>
            <strong>{words.receiptNumber(incident.number)}</strong>
            <br />
            {nameOf(incident)} · {t().level[incident.level]}
            {incident.provisional && ` · ${t().board.provisionalTag}`}
          </span>
        </p>
      )}
      {calledOut && !callout && <p role="status">{words.waitingCallout}</p>}
      {now && callout && <ReachOf callout={callout} now={now} />}
      {incident && <CompleteForm incident={incident.id} />}
      <div class="buttons">
        {callout && (
          <a class="button" href={hrefOf('/inkallning', callout.id)} data-page="/inkallning" data-on={callout.id}>
            {words.openCallout}
          </a>
        )}
        <a class="button" href={hrefOf('/')} data-page="/">
          {words.openBoard}
        </a>
        <button type="button" onClick={onNew}>
          {words.newAlarm}
        </button>
      </div>
    </div>
  );
}

type Now = NonNullable<typeof image.value>;

function ReachOf({ callout, now }: { callout: Now['callouts'][number]; now: Now }) {
  const words = t().alarm;
  const sum = reach(now, callout);
  const { coming, wanted } = staffing(callout);
  return (
    <section class="reach card" aria-label={t().callouts.title}>
      <p class="reach-lead">
        {words.reach(sum.got, sum.called)}, {words.coming(sum.coming)}
      </p>
      <p class="reach-staffing">
        <strong>{t().callouts.staffing(coming, wanted)}</strong>
        <StaffBar coming={coming} wanted={wanted} />
      </p>
      {sum.handedOver > 0 && <p class="quiet">{words.handedOver(sum.handedOver)}</p>}
      {sum.unreachable > 0 && (
        <p class="uncertain">
          <Icon name="broken" /> {words.unreachable(sum.unreachable)}
        </p>
      )}
      <PositionList callout={callout} now={now} brief />
    </section>
  );
}

function CompleteForm({ incident }: { incident: string }) {
  const text = useDraft(`complete.${incident}`);
  const missing = useSignal<string[]>([]);
  const command = useCommand('writeLogEntry');
  const accepted = command.progress.step === 'accepted';
  useEffect(() => {
    if (accepted) text.value = '';
  }, [accepted]);
  return (
    <details class="alarm-more">
      <summary>{t().alarm.complete}</summary>
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={t().alarm.completeSend}
        onSubmit={() => {
          missing.value = text.value.trim() ? [] : ['text'];
          if (missing.value.length > 0) return;
          command.send({
            workspace: image.peek()?.workspace ?? '',
            incident,
            kind: LogKind.OBSERVATION,
            text: text.value.trim(),
          });
        }}
      >
        <Field
          name="text"
          label={t().forms.note}
          hint={t().alarm.completeHint}
          rows={3}
          value={text.value}
          onInput={(value) => {
            text.value = value;
          }}
        />
      </CommandForm>
    </details>
  );
}
