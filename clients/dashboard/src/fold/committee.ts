// The part of the fold that concerns krisledningsnämnden: meetings, decisions, takeovers, oral decisions, the council.
import { MinutesStep, TakeoverState } from '../gen/ckl/v1/governance_pb';
import type { Folds } from './events';
import { change, keep, set } from './lists';

export const committee = {
  meetingCalled: (image, { meeting }) => keep(image.meetings, meeting),

  meetingOpened: (image, { meeting, presiding, remoteAllowed, present }, { time }) =>
    set(image.meetings, meeting, { opened: time, presiding, remoteAllowed, present: [...present] }),

  attendanceChanged: (image, { meeting: id, seat, present }) =>
    change(image.meetings, id, (meeting) => {
      meeting.present = meeting.present.filter((one) => one.person !== seat?.person);
      if (present && seat) meeting.present.push(seat);
    }),

  meetingClosed: (image, event, { time }) => set(image.meetings, event.meeting, { closed: time }),

  minutesRecorded: (image, { meeting: id, step, done, reference }) =>
    change(image.meetings, id, (meeting) => {
      meeting[step === MinutesStep.ADJUSTED ? 'adjusted' : 'posted'] = done;
      if (reference) meeting.minutes = reference;
    }),

  decisionMade: (image, { decision }) => keep(image.decisions, decision),

  decisionEnded: (image, { decision: id, state }) => set(image.decisions, id, { state }),

  urgentDecisionsNoted(image, { decisions }) {
    for (const id of decisions) set(image.decisions, id, { noted: true });
  },

  takeoverEntered: (image, { takeover }) => keep(image.takeovers, takeover),

  takeoverExtended: (image, { takeover: id, review, validUntil }) =>
    set(image.takeovers, id, { review, validUntil }),

  takeoverReturned: (image, { takeover: id, handback }, { time }) =>
    set(image.takeovers, id, { state: TakeoverState.RETURNED, returned: time, handback }),

  handbackAcknowledged: (image, event, { time, actor }) =>
    set(image.takeovers, event.takeover, { acknowledged: time, acknowledgedBy: actor?.person ?? '' }),

  contributionRequested: (image, { contribution }) => keep(image.contributions, contribution),

  contributionAnswered: (image, { contribution: id, agreed, text }, { time }) =>
    set(image.contributions, id, { answered: time, agreed, answer: text }),

  /** The incident stays as it is; what was assessed stands in the journal. */
  notExtraordinaryAssessed() {},

  oralDecisionRecorded: (image, { oral }) => keep(image.oralDecisions, oral),

  oralDecisionSettled: (image, { oral: id, state, reason }) =>
    set(image.oralDecisions, id, { state, reason }),

  councilMeetingRegistered: (image, { meeting }) => keep(image.councilMeetings, meeting),

  councilMeetingCancelled: (image, event) =>
    set(image.councilMeetings, event.meeting, { cancelled: true }),

  councilReportMade(image, event) {
    for (const id of event.decisions) set(image.decisions, id, { councilReference: event.reference });
    set(image.councilMeetings, event.meeting, { reported: true });
  },
} satisfies Folds;
