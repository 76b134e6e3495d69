// Central crisis management, and hindrances (T03, T05, T11).
import { useSignal } from '@preact/signals';
import { byId, find } from '../fold/lists';
import { CklState } from '../gen/ckl/v1/model_pb';
import { openIncidents } from '../state/derive';
import { image } from '../state/store';
import { t } from '../text';
import { numberedNameOf, personName, roleName } from '../text/tell';
import { Dialog } from '../ui/dialog';
import { useDraft } from '../ui/draft';
import { CommandForm, Field, Select, useCommand } from '../ui/form';
import { useDone } from '../ui/use-done';
import { ReasonDialog } from './reason';

interface Closing {
  onClose: () => void;
}

const cklStates = [CklState.STANDBY, CklState.ACTIVE, CklState.WINDING_DOWN, CklState.INACTIVE];

const nextState: Record<CklState, CklState> = {
  [CklState.UNSPECIFIED]: CklState.ACTIVE,
  [CklState.INACTIVE]: CklState.ACTIVE,
  [CklState.STANDBY]: CklState.ACTIVE,
  [CklState.ACTIVE]: CklState.WINDING_DOWN,
  [CklState.WINDING_DOWN]: CklState.INACTIVE,
};

export function CklDialog({ onClose }: Closing) {
  const now = image.value;
  const to = useSignal(String(nextState[now?.ckl ?? CklState.UNSPECIFIED]));
  const reason = useDraft('ckl.reason');
  const missing = useSignal<string[]>([]);
  const command = useCommand('changeCklState');
  useDone(command.progress, ['ckl.reason'], onClose);
  if (!now) return null;
  return (
    <Dialog title={t().board.actions.ckl} onClose={onClose}>
      <p class="dialog-lead">
        {t().board.ckl}: {t().ckl[now.ckl]}
      </p>
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={`${t().board.ckl}: ${(t().ckl[Number(to.value)] ?? '').toLowerCase()}`}
        onSubmit={() => {
          missing.value = reason.value.trim() ? [] : ['reason'];
          if (missing.value.length > 0) return;
          command.send({
            workspace: now.workspace,
            to: Number(to.value),
            reason: reason.value.trim(),
          });
        }}
        onCancel={onClose}
      >
        <Select
          name="to"
          label={t().forms.cklState}
          value={to.value}
          options={cklStates
            .filter((state) => state !== now.ckl)
            .map((state) => [String(state), t().ckl[state] ?? ''] as const)}
          onInput={(value) => {
            to.value = value;
          }}
        />
        <Field
          name="reason"
          label={t().forms.reason}
          rows={3}
          value={reason.value}
          onInput={(text) => {
            reason.value = text;
          }}
        />
      </CommandForm>
    </Dialog>
  );
}

const hindranceKinds = ['UNREACHABLE', 'ABSENT', 'ILL', 'CONFLICT'];
const hinderedRoles = ['KN_CHAIR', 'KN_VICE_CHAIR'];

export function HindranceDialog({ onClose }: Closing) {
  const now = image.value;
  const mandates =
    now?.organisation?.mandates.filter((one) => hinderedRoles.includes(one.role)) ?? [];
  const person = useSignal(mandates.find((one) => one.role === 'KN_CHAIR')?.person ?? '');
  const kind = useSignal('UNREACHABLE');
  const incident = useSignal('');
  const attempts = useDraft('hindrance.attempts');
  const missing = useSignal<string[]>([]);
  const command = useCommand('recordHindrance');
  useDone(command.progress, ['hindrance.attempts'], onClose);
  if (!now) return null;
  // A conflict of interest is one in a matter (R45).
  const matters = openIncidents(now);
  const matter = incident.value || (matters[0]?.id ?? '');
  return (
    <Dialog title={t().board.actions.hindrance} onClose={onClose}>
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={t().board.actions.hindrance}
        onSubmit={() => {
          missing.value = attempts.value.trim() ? [] : ['attempts'];
          if (missing.value.length > 0) return;
          command.send({
            workspace: now.workspace,
            person: person.value,
            kind: kind.value,
            attempts: attempts.value.trim(),
            incident: kind.value === 'CONFLICT' ? matter : '',
          });
        }}
        onCancel={onClose}
      >
        <Select
          name="person"
          label={t().forms.person}
          value={person.value}
          options={mandates.map(
            (one) =>
              [one.person, `${personName(now, one.person)}, ${roleName(one.role).toLowerCase()}`] as const,
          )}
          onInput={(value) => {
            person.value = value;
          }}
        />
        <Select
          name="kind"
          label={t().forms.hindranceKind}
          value={kind.value}
          options={hindranceKinds.map((one) => [one, t().forms.hindranceKinds[one] ?? one] as const)}
          onInput={(value) => {
            kind.value = value;
          }}
        />
        {kind.value === 'CONFLICT' && (
          <Select
            name="incident"
            label={t().forms.noteIncident}
            value={matter}
            options={matters.map((one) => [one.id, numberedNameOf(one)] as const)}
            onInput={(value) => {
              incident.value = value;
            }}
          />
        )}
        <Field
          name="attempts"
          label={t().forms.attempts}
          hint={t().forms.attemptsHint}
          rows={3}
          value={attempts.value}
          onInput={(text) => {
            attempts.value = text;
          }}
        />
      </CommandForm>
    </Dialog>
  );
}

export function EndHindranceDialog({ hindrance: id, onClose }: Closing & { hindrance: string }) {
  const now = image.value;
  const hindrance = now && find(now.hindrances, byId, id);
  if (!hindrance) return null;
  return (
    <ReasonDialog
      command="endHindrance"
      rest={{ hindrance: id }}
      field="reason"
      title={t().board.actions.endHindrance}
      label={t().forms.reason}
      lead={personName(now, hindrance.person)}
      draft={`end-hindrance.${id}`}
      onClose={onClose}
    />
  );
}
