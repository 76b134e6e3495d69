// Decisions in dialogs: each is laid out and signed by whoever has a passkey, and may be an oral one that a registrar enters.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { byId, find } from '../fold/lists';
import type { CommandCase, CommandInit } from '../net/commands';
import { incidentOf } from '../state/derive';
import { image, who } from '../state/store';
import { ms } from '../state/time';
import { t } from '../text';
import { td } from '../text/decisions';
import { tp } from '../text/passkeys';
import { numberedNameOf, personName } from '../text/tell';
import { atWords } from '../ui/countdown';
import { Dialog } from '../ui/dialog';
import { useDraft } from '../ui/draft';
import { CommandForm, Field } from '../ui/form';
import { OralWay } from '../ui/oral-way';
import { Receipt, useReceiptHeading } from '../ui/receipt';
import { type Deciding, SignBox, useDecision } from '../ui/sign';
import { useDone } from '../ui/use-done';
import { type Oral, OralFields, useOral } from './oral';

interface FormProps {
  deciding: Deciding;
  missing: string[];
  submit: string;
  onSubmit: () => void;
  onCancel?: () => void;
  children: ComponentChildren;
}

/** What is written, until it is laid out to be signed. */
export function DecisionForm({ deciding, submit, children, ...rest }: FormProps) {
  if (deciding.laid) return <SignBox deciding={deciding} />;
  return (
    <CommandForm
      progress={deciding.progress}
      again={deciding.again}
      submit={deciding.isSigned ? tp().sign.review : submit}
      {...rest}
    >
      {children}
      {deciding.progress.step === 'not-sent' && <OralWay />}
      <p role="status" class="progress">
        {deciding.isPreparing && (
          <>
            <span class="spinner" aria-hidden="true" /> {tp().sign.preparing}
          </>
        )}
      </p>
    </CommandForm>
  );
}

interface DialogProps<K extends CommandCase> extends Pick<FormProps, 'submit' | 'children'> {
  command: K;
  title: string;
  lead?: ComponentChildren;
  /** Names of fields that are empty. */
  missing?: () => string[];
  /** What the command says apart from the workspace. */
  value: () => Omit<CommandInit<K>, 'workspace'>;
  drafts?: string[];
  onClose: () => void;
}

export function DecisionDialog<K extends CommandCase>(props: DialogProps<K>) {
  const deciding = useDecision(props.command);
  const missing = useSignal<string[]>([]);
  const { laid, progress } = deciding;
  const isSigned = laid !== undefined && progress.step === 'accepted';
  useDone(isSigned ? { step: 'idle' } : progress, props.drafts ?? [], props.onClose);
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {isSigned ? (
        <Done deciding={deciding} onClose={props.onClose} drafts={props.drafts ?? []} />
      ) : (
        <>
          {!laid && props.lead && <div class="dialog-lead">{props.lead}</div>}
          <DecisionForm
            deciding={deciding}
            missing={missing.value}
            submit={props.submit}
            onSubmit={() => {
              missing.value = props.missing?.() ?? [];
              if (missing.value.length > 0) return;
              deciding.send({ ...props.value(), workspace: image.peek()?.workspace ?? '' } as CommandInit<K>);
            }}
            onCancel={props.onClose}
          >
            {props.children}
          </DecisionForm>
        </>
      )}
    </Dialog>
  );
}

interface DoneProps {
  deciding: Deciding;
  drafts: string[];
  onClose: () => void;
}

function Done({ deciding: { progress, laid }, onClose }: DoneProps) {
  const words = tp().sign;
  const heading = useReceiptHeading(words.done);
  if (progress.step !== 'accepted') return null;
  return (
    <div class="sign-box">
      <h3 ref={heading} tabIndex={-1}>
        {words.done}
      </h3>
      <Receipt accepted={progress.accepted} laid={laid} by={who.value?.person?.name ?? ''} isBrief />
      <div class="buttons">
        <button type="button" class="primary" onClick={onClose}>
          {t().common.close}
        </button>
      </div>
    </div>
  );
}

interface IncidentProps {
  incident: string;
  onClose: () => void;
}

interface ReasonedProps<K extends 'startCommittee' | 'assessNotExtraordinary'> extends IncidentProps {
  command: K;
  title: string;
  lead: (name: string) => string;
}

/** A decision on one incident, with a reason; by the chair, or entered by whoever heard it. */
function ReasonedDialog<K extends 'startCommittee' | 'assessNotExtraordinary'>(props: ReasonedProps<K>) {
  const { incident: id, command, title } = props;
  const draft = `${command}.${id}`;
  const reason = useDraft(draft);
  const oral: Oral = useOral(draft);
  const incident = incidentOf(image.value, id);
  if (!incident) return null;
  return (
    <DecisionDialog
      command={command}
      title={title}
      lead={props.lead(numberedNameOf(incident))}
      submit={title}
      missing={() => [...(reason.value.trim() ? [] : ['reason']), ...oral.missing()]}
      value={() => ({ incident: id, reason: reason.value.trim(), ...oral.value() }) as Omit<CommandInit<K>, 'workspace'>}
      drafts={[draft, ...oral.drafts]}
      onClose={props.onClose}
    >
      <Field
        name="reason"
        label={t().forms.reason}
        rows={3}
        value={reason.value}
        onInput={(text) => {
          reason.value = text;
        }}
      />
      <OralFields oral={oral} />
    </DecisionDialog>
  );
}

export const StartCommitteeDialog = (props: IncidentProps) => (
  <ReasonedDialog command="startCommittee" title={t().board.actions.startCommittee} lead={(name) => name} {...props} />
);

/** The chair's assessment that the criteria are not met; the vice chair's when a hindrance stands. */
export const NotExtraordinaryDialog = (props: IncidentProps) => (
  <ReasonedDialog command="assessNotExtraordinary" title={td().declare.not} lead={td().declare.notLead} {...props} />
);

interface OralProps {
  oral: string;
  onClose: () => void;
}

function Said({ oral: id }: { oral: string }) {
  const oral = image.value && find(image.value.oralDecisions, byId, id);
  const words = td().confirm;
  if (!oral) return null;
  return (
    <>
      <p>{words.lead(personName(image.value, oral.speaker))}</p>
      <blockquote class="statement">
        <p>{oral.wording}</p>
      </blockquote>
      <p class="quiet">{words.heard(atWords(ms(oral.heard) ?? 0), personName(image.value, oral.registrar))}</p>
    </>
  );
}

export function ConfirmOralDialog({ oral, onClose }: OralProps) {
  const title = t().board.actions.confirmOral;
  return (
    <DecisionDialog
      command="confirmOralDecision"
      title={title}
      lead={<Said oral={oral} />}
      submit={title}
      value={() => ({ oral })}
      onClose={onClose}
    >
      <p>{td().confirm.means}</p>
    </DecisionDialog>
  );
}

export function DisputeOralDialog({ oral, onClose }: OralProps) {
  const title = t().board.actions.disputeOral;
  const draft = `dispute.${oral}`;
  const reason = useDraft(draft);
  return (
    <DecisionDialog
      command="disputeOralDecision"
      title={title}
      lead={<Said oral={oral} />}
      submit={title}
      missing={() => (reason.value.trim() ? [] : ['reason'])}
      value={() => ({ oral, reason: reason.value.trim() })}
      drafts={[draft]}
      onClose={onClose}
    >
      <p>{td().confirm.disputeLead}</p>
      <Field
        name="reason"
        label={t().forms.reason}
        rows={3}
        value={reason.value}
        onInput={(text) => {
          reason.value = text;
        }}
      />
    </DecisionDialog>
  );
}
