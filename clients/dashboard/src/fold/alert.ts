// The part of the fold that concerns höjd beredskap, lag 1988:97 and decisions of other bodies.
import { create } from '../wire/codec';
import { AlertAspect, AlertStepSchema, Confirmation } from '../gen/ckl/v1/governance_pb';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { ms } from '../state/time';
import type { Folds } from './events';
import { change, keep } from './lists';

/** R29: what the alert was after each decision, so that a correction can fall back on what remains. */
function keepStep(image: WorkspaceImage, aspect: AlertAspect, record: string): void {
  image.alertSteps.push(create(AlertStepSchema, { record, aspect, after: structuredClone(image.alert) }));
}

export const alert = {
  externalDecisionEntered: (image, { record }) => keep(image.records, record),

  externalDecisionSettled: (image, event, { actor }) =>
    change(image.records, event.record, (record) => {
      record.state = event.state;
      record.reason = event.reason;
      if (event.state === Confirmation.CONFIRMED) record.confirmedBy = actor?.person ?? '';
    }),

  /** The event's fields are the alert's own; the alarm and the law stay. */
  alertChanged(image, event) {
    const { $typeName, ...fields } = structuredClone(event);
    if (image.alert) Object.assign(image.alert, fields);
    keepStep(image, AlertAspect.GRADE, event.record);
  },

  readinessAlarmChanged(image, { sounding, record }) {
    if (image.alert) image.alert.readinessAlarm = sounding;
    keepStep(image, AlertAspect.ALARM, record);
  },

  wartimeLawChanged(image, { law, record }) {
    if (image.alert) image.alert.law = structuredClone(law);
    keepStep(image, AlertAspect.LAW, record);
  },

  tasksAssigned: (image, { assignment }) => keep(image.assignments, assignment),

  assignmentEnded: (image, event, { time }) =>
    change(image.assignments, event.assignment, (assignment) => {
      assignment.ended = true;
      if ((ms(time) ?? 0) < (ms(assignment.until) ?? Infinity)) assignment.until = time;
      assignment.endReason = event.reason;
    }),
} satisfies Folds;
