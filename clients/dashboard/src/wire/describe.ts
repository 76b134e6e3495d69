// Reads the short descriptors that scripts/generate.mjs writes, into what protobuf-es works with.
//
// Knows what the contract uses and no more: proto3, top-level messages and enums, lists, oneofs; no maps, no options. The
// generator refuses the rest, and test/describe.test.ts holds the result to protobuf-es's own reading of the same files.
import {
  type DescEnum,
  type DescEnumValue,
  type DescField,
  type DescFile,
  type DescMessage,
  type DescOneof,
  ScalarType,
} from '@bufbuild/protobuf';
import type { GenFile } from '@bufbuild/protobuf/codegenv2';

const proto3 = 999;
const explicitPresence = 1;
const implicitPresence = 2;
const neverPacked: readonly number[] = [ScalarType.STRING, ScalarType.BYTES];

const list = (text: string, separator: string): string[] => (text ? text.split(separator) : []);
const camel = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** "name:rest" */
function split(text: string): [string, string] {
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
}

type Types = Map<string, DescMessage | DescEnum>;

interface FieldText {
  name: string;
  isList: boolean;
  number: number;
  type: string;
  oneof: string;
}

/** "name[*] [#number] [type] [~oneof]", see scripts/generate.mjs. */
function read(text: string, expected: number): FieldText {
  const [first = '', ...parts] = text.split(' ');
  const isList = first.endsWith('*');
  const field = { name: isList ? first.slice(0, -1) : first, isList, number: expected, type: '', oneof: '' };
  for (const part of parts) {
    if (part.startsWith('#')) field.number = Number(part.slice(1));
    else if (part.startsWith('~')) field.oneof = part.slice(1);
    else field.type = part;
  }
  return field;
}

function fieldOf(text: FieldText, parent: DescMessage, oneofs: DescOneof[], types: Types): DescField {
  const { name, isList, number } = text;
  const oneof = text.oneof ? oneofs[Number(text.oneof)] : undefined;
  const scalar = text.type ? Number(text.type) : ScalarType.STRING;
  const target = Number.isNaN(scalar) ? types.get(text.type) : undefined;
  if (Number.isNaN(scalar) && !target) throw new Error(`${text.type} is not described`);
  const kindOf = target?.kind ?? 'scalar';
  const presence =
    !isList && (oneof || kindOf === 'message') ? explicitPresence : implicitPresence;
  return {
    kind: 'field',
    name,
    localName: camel(name),
    jsonName: camel(name),
    number,
    parent,
    oneof,
    deprecated: false,
    presence,
    utf8Validation: true,
    fieldKind: isList ? 'list' : kindOf,
    listKind: isList ? kindOf : undefined,
    scalar: target ? undefined : scalar,
    message: kindOf === 'message' ? target : undefined,
    enum: kindOf === 'enum' ? target : undefined,
    packed: isList ? kindOf !== 'message' && !neverPacked.includes(scalar) : undefined,
    delimitedEncoding: kindOf === 'message' ? false : undefined,
    longAsString: false,
    getDefaultValue: isList ? undefined : () => undefined,
    toString: () => `field ${parent.typeName}.${name}`,
  } as unknown as DescField;
}

function messageOf(name: string, file: DescFile): DescMessage {
  const typeName = `${file.proto.package}.${name}`;
  return {
    kind: 'message',
    name,
    typeName,
    file,
    deprecated: false,
    fields: [],
    field: {},
    oneofs: [],
    members: [],
    nestedEnums: [],
    nestedMessages: [],
    nestedExtensions: [],
    toString: () => `message ${typeName}`,
  } as unknown as DescMessage;
}

function fill(message: DescMessage, text: string, types: Types): void {
  const [fields = '', names = ''] = text.split('|');
  const oneofs = list(names, ',').map(
    (name) =>
      ({ kind: 'oneof', name, localName: camel(name), parent: message, fields: [] }) as unknown as DescOneof,
  );
  message.oneofs.push(...oneofs);
  let expected = 1;
  for (const one of list(fields, ',')) {
    const field = fieldOf(read(one, expected), message, oneofs, types);
    expected = field.number + 1;
    message.fields.push(field);
    message.field[field.localName] = field;
    field.oneof?.fields.push(field);
    const member = field.oneof ?? field;
    if (!message.members.includes(member)) message.members.push(member);
  }
}

/**
 * Gives an enum the names of its values, which only JSON asks for. The generated code calls this where the enum's descriptor
 * is made; the page never uses those descriptors, so the bundle holds neither the calls nor this function.
 */
export function named<T extends DescEnum>(described: T, names: Record<string, string | number>): T {
  const prefix = described.name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
  const { value, values } = described as unknown as {
    value: Record<number, DescEnumValue>;
    values: DescEnumValue[];
  };
  values.length = 0;
  for (const [localName, number] of Object.entries(names)) {
    if (typeof number !== 'number') continue;
    const name = `${prefix}_${localName}`;
    const one = { kind: 'enum_value', name, localName, number } as DescEnumValue;
    value[number] = one;
    values.push(one);
  }
  return described;
}

/** Of an enum's values only the zero is needed: it is what an unset field reads as. */
function enumOf(name: string, file: DescFile): DescEnum {
  const typeName = `${file.proto.package}.${name}`;
  const zero = { kind: 'enum_value', number: 0 };
  return {
    kind: 'enum',
    name,
    typeName,
    file,
    open: true,
    value: { 0: zero },
    values: [zero],
  } as unknown as DescEnum;
}

export function describeFile(text: string, imports: DescFile[]): GenFile {
  const [name = '', packageName = '', enums = '', messages = ''] = text.split('\n');
  const file = {
    kind: 'file',
    edition: proto3,
    name: name.replace(/\.proto$/, ''),
    proto: { name, package: packageName },
    dependencies: imports,
    enums: [],
    messages: [],
    extensions: [],
    services: [],
  } as unknown as DescFile;
  const types: Types = new Map();
  for (const one of imports) {
    for (const type of [...one.messages, ...one.enums]) {
      const own = one.proto.package === packageName;
      types.set(own ? type.name : `.${type.typeName}`, type);
    }
  }
  for (const enumName of list(enums, ',')) {
    const described = enumOf(enumName, file);
    file.enums.push(described);
    types.set(enumName, described);
  }
  const bodies = list(messages, ';').map(split);
  for (const [messageName] of bodies) {
    const described = messageOf(messageName, file);
    file.messages.push(described);
    types.set(messageName, described);
  }
  bodies.forEach(([, body], at) => fill(file.messages[at] as DescMessage, body, types));
  return file as GenFile;
}

export const file_google_protobuf_timestamp: GenFile = /* @__PURE__ */ describeFile(
  'google/protobuf/timestamp.proto\ngoogle.protobuf\n\nTimestamp:seconds 3,nanos 5',
  [],
);
