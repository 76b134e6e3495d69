// The part of the fold that concerns which ways to people were proved by a contact test.
import { create } from '../wire/codec';
import { ContactStepSchema, MessagePurpose, MessageSchema } from '../gen/ckl/v1/model_pb';
import { ContactRecordSchema, type TestedPath, TestedPathSchema } from '../gen/ckl/v1/trial_pb';
import type { Folds } from './events';
import { add, byId, find, put, take } from './lists';

interface Way {
  channel: string;
  contact: number;
}

const same = (path: Way) => (other: Way) => other.channel === path.channel && other.contact === path.contact;

export const trials = {
  contactTested(image, { message, person, channel, contact }, { time }) {
    const ladder = [create(ContactStepSchema, { channel, contact })];
    add(image.messages, byId, create(MessageSchema, { id: message, person, purpose: MessagePurpose.TEST, planned: time, ladder }));
    let record = find(image.contactTests, byId, person);
    if (!record) put(image.contactTests, byId, (record = create(ContactRecordSchema, { id: person })));
    let path: TestedPath | undefined = record.paths.find(same({ channel, contact }));
    if (!path) record.paths.push((path = create(TestedPathSchema, { channel, contact })));
    path.message = message;
  },

  contactConfirmed(image, { message, person }, { time }) {
    const path = find(image.contactTests, byId, person)?.paths.find((one) => one.message === message);
    if (path) path.good = time;
  },

  contactForgotten(image, { person, ...way }) {
    const record = find(image.contactTests, byId, person);
    if (!record) return;
    record.paths = record.paths.filter((one) => !same(way)(one));
    if (record.paths.length === 0) take(image.contactTests, byId, person);
  },
} satisfies Folds;
