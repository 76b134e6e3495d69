// The part of the fold that concerns krisledningsnämnden: meetings, decisions, takeovers, oral decisions, the council.
import { create } from '../wire/codec';
import { HandedBackPartSchema, MinutesStep, TakeoverState } from '../gen/ckl/v1/governance_pb';
import type { Folds } from './events';
import { byId, change, find, keep, put, set } from './lists';

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

  takeoverProposed: (image, { takeover }) => keep(image.takeovers, takeover),

  takeoverProposalDropped(image, { takeover: id }) {
    const proposed = find(image.takeovers, byId, id);
    if (proposed?.state === TakeoverState.PROPOSED) proposed.state = TakeoverState.DROPPED;
  },

  /** In the place of its proposal, if there was one. */
  takeoverEntered(image, { takeover }) {
    if (!takeover) return;
    const known = find(image.takeovers, byId, takeover.id);
    if (!known || known.state === TakeoverState.PROPOSED) put(image.takeovers, byId, structuredClone(takeover));
  },

  takeoverExtended: (image, { takeover: id, review, validUntil }) =>
    set(image.takeovers, id, { review, validUntil }),

  /** All that is left, or only some parts of it. */
  takeoverReturned(image, { takeover: id, handback, parts, decision }, { time }) {
    if (parts.length === 0) {
      set(image.takeovers, id, { state: TakeoverState.RETURNED, returned: time, handback });
      return;
    }
    change(image.takeovers, id, (takeover) => {
      for (const part of parts) {
        takeover.handedBack.push(create(HandedBackPartSchema, { part, at: time, decision, handback }));
      }
    });
  },

  handbackAcknowledged: (image, event, { time, actor }) =>
    change(image.takeovers, event.takeover, (takeover) => {
      for (const back of takeover.handedBack) back.acknowledged ??= time;
      if (takeover.state !== TakeoverState.RETURNED) return;
      takeover.acknowledged = time;
      takeover.acknowledgedBy = actor?.person ?? '';
    }),

  /** The request stands in the journal; what it owes is a duty of its own. */
  warningRequested() {},

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
